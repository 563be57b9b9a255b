/** Length in code points, as the host counts. */
export function charCount(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
