/** The host writes at least a comment every 15 s; two missed ones and a half, and the stream is dead. */
export const SILENCE_TIMEOUT_MS = 40_000;
/** The first pause after a loss; a restarting host is back within a second or two. */
export const RETRY_FIRST_MS = 500;
/** One page or two watch a host: asking often costs nothing, and the screen is back the sooner. */
export const RETRY_CAP_MS = 5_000;
/** The doctor waits for answers of its own: two calls and two mDNS questions an adapter, all adapters at once. */
export const DOCTOR_TIMEOUT_MS = 30_000;
/** How often a browser asks for the hosts nearby; the desktop app is told. */
export const NEARBY_INTERVAL_MS = 10_000;
