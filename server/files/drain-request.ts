import type { IncomingMessage } from 'node:http';
import { LIMITS } from '../protocol/limits.ts';

/**
 * After a refusal: reads the rest of the body away, so that the sender comes to read why, and ends the
 * connection where that takes too long.
 */
export function drainRequest(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const timer = setTimeout(() => request.destroy(), LIMITS.uploadDrainMs);
  timer.unref();
  for (const end of ['end', 'close']) request.once(end, () => clearTimeout(timer));
}
