import { SHELL_LIMITS } from '../shell/limits.ts';
import { originOf } from './origins.ts';

/** What a page that wants to open a new window gets. */
export type OpenDecision = 'own-window' | 'browser' | 'nothing';

/** Whether a window may go to this address: its own origin, nothing else. */
export function mayNavigate(url: string, ownOrigin: string | null): boolean {
  return ownOrigin !== null && originOf(url) === ownOrigin;
}

/** Pages of the own origin open in a window of the same kind, other web pages in the system's browser. */
export function decideOpen(url: string, ownOrigin: string | null): OpenDecision {
  if (mayNavigate(url, ownOrigin)) return 'own-window';
  return isSafeExternal(url) ? 'browser' : 'nothing';
}

/**
 * Whether the system's browser may be given this address. Every other scheme could start any program that
 * registered for it; names and passwords in an address serve only to deceive.
 */
export function isSafeExternal(url: string): boolean {
  if (url.length > SHELL_LIMITS.externalUrlMaxChars) return false;
  const parsed = URL.parse(url);
  if (parsed === null || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) return false;
  return parsed.username === '' && parsed.password === '';
}

/** Lets through as many as a person could mean in a while. */
export function openBrake(now: () => number = () => performance.now()): () => boolean {
  let opened: number[] = [];
  return () => {
    const since = now() - SHELL_LIMITS.externalOpensWindowMs;
    opened = opened.filter((at) => at > since);
    if (opened.length >= SHELL_LIMITS.externalOpensMax) return false;
    opened.push(now());
    return true;
  };
}
