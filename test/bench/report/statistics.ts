/** The middle value; of an even number, the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? NaN : (low + high) / 2;
}

/** How far values lie apart, as a share of their median: 0.1 for 95 to 105. 0 for a single one. */
export function spread(values: readonly number[]): number {
  const middle = median(values);
  return values.length < 2 || middle === 0
    ? 0
    : (Math.max(...values) - Math.min(...values)) / Math.abs(middle);
}
