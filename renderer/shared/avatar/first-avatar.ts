import { PICTURE_COUNT } from './pictures.ts';
import { recall, remember } from '../memory.ts';

const KEY = 'avatar';

/** The picture a newcomer starts with: the one this browser had before, else a lucky one. */
export function rememberedAvatar(): string {
  const kept = recall(KEY);
  if (kept !== null && /^\d{1,2}$/.test(kept)) return kept;
  const drawn = String(Math.floor(Math.random() * PICTURE_COUNT));
  remember(KEY, drawn);
  return drawn;
}

/** Keeps a choice, so that a reload does not deal another picture. */
export function rememberAvatar(avatarId: string): void {
  remember(KEY, avatarId);
}
