import { findMessages } from './message-mark.ts';
import { Tally } from './tally.ts';

/** Frames in flight to a crowd at one moment: rooms times the turns that slow readers lag behind. */
const KEPT = 256;
/** Below this, reading a frame anew costs no more than looking it up. */
const WORTH_KEEPING_BYTES = 512;

/** The messages of one frame. */
export interface FrameMessages {
  indexes: readonly number[];
  tally: Tally;
}

/**
 * The messages in a frame. Whoever fans out sends the same bytes to many, so a frame is taken apart once and the next
 * ones are only compared with it, byte for byte: still exact, and cheap enough for millions of deliveries a second.
 */
export class KnownFrames {
  private readonly byLength = new Map<number, { bytes: Buffer; messages: FrameMessages }>();

  /** Null for a frame without a message. */
  read(bytes: Buffer, start: number, end: number): FrameMessages | null {
    const length = end - start;
    const known = this.byLength.get(length);
    if (known?.bytes.compare(bytes, start, end) === 0) return known.messages;
    const indexes: number[] = [];
    findMessages(bytes, start, end, (index) => indexes.push(index));
    if (indexes.length === 0) return null;
    const tally = new Tally();
    for (const index of indexes) tally.add(index);
    const messages = { indexes, tally };
    if (length >= WORTH_KEEPING_BYTES) this.keep(length, Buffer.from(bytes.subarray(start, end)), messages);
    return messages;
  }

  private keep(length: number, bytes: Buffer, messages: FrameMessages): void {
    this.byLength.delete(length);
    this.byLength.set(length, { bytes, messages });
    if (this.byLength.size <= KEPT) return;
    for (const oldest of this.byLength.keys()) {
      this.byLength.delete(oldest);
      return;
    }
  }
}
