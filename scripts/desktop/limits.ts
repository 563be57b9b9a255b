/** How long fetching the desktop runtime may hold up a start, in ms unless the name says otherwise. */
export const FETCH_LIMITS = {
  /** For the first answer of the server it comes from. Without internet a start is to be as quick as ever. */
  reachableMs: 3_000,
  /** Without a single byte. A slow line pauses for seconds, a dead one for ever. */
  stallMs: 20_000,
  /** In all: 120 MB at 2 Mbit/s, a slow line that still is one. */
  totalMs: 8 * 60_000,
  /** After a failure no start tries again for this long: a host without internet should not notice each time. */
  retryAfterMs: 24 * 60 * 60_000,
  /** Between two progress lines where the terminal can't rewrite one, in percent. */
  progressStepPercent: 25,
} as const;
