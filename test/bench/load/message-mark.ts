/** Stands in front of each message's number, and nowhere else in what the servers send. */
const MARK = 0x7e;
const DIGITS = 8;
const MARKED_BYTES = 1 + DIGITS;
const ZERO = 0x30;

/** The text of message `index`: found again in any frame, however it is wrapped, by looking for one byte. */
export function markedText(index: number, words: string): string {
  return `~${String(index).padStart(DIGITS, '0')} ${words}`;
}

/** Calls back with the number of each marked message between `start` and `end`. */
export function findMessages(
  bytes: Buffer,
  start: number,
  end: number,
  onMessage: (index: number) => void,
): void {
  let at = bytes.indexOf(MARK, start);
  while (at >= 0 && at + MARKED_BYTES <= end) {
    let index = 0;
    for (let digit = at + 1; digit < at + MARKED_BYTES; digit++)
      index = index * 10 + (bytes[digit] ?? ZERO) - ZERO;
    onMessage(index);
    at = bytes.indexOf(MARK, at + MARKED_BYTES);
  }
}
