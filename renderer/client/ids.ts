import type { Effects } from './effects.ts';

const ID_BYTES = 16;

/** A new id that nobody else has: 32 hex digits. `crypto.randomUUID` does not exist on plain http. */
export function newId(effects: Pick<Effects, 'randomBytes'>): string {
  return Array.from(effects.randomBytes(ID_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
