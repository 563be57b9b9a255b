/**
 * The pause before try number `attempt` (1 is the first), in ms: "full jitter", so that five hundred pages do
 * not come back to a restarted host in the same instant.
 */
export function backoffMs(attempt: number, firstMs: number, capMs: number, random: () => number): number {
  return Math.round(random() * Math.min(capMs, firstMs * 2 ** (attempt - 1)));
}
