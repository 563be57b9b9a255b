import { LIMITS } from '../protocol/limits.ts';
import type { ReadMarker } from '../storage/writer/commands/read-markers.ts';
import type { Writer } from '../storage/writer/writer.ts';

/**
 * Read markers, gathered and stored together. They follow everybody's scrolling, and losing the last half
 * second of them in a crash costs nobody anything; a commit for each would cost every sender.
 */
export class ReadMarkers {
  private readonly writer: Pick<Writer, 'submit'>;
  private readonly onFailure: (error: unknown) => void;
  private waiting = new Map<string, ReadMarker>();
  private timer: NodeJS.Timeout | undefined;

  constructor(writer: Pick<Writer, 'submit'>, onFailure: (error: unknown) => void) {
    this.writer = writer;
    this.onFailure = onFailure;
  }

  /** Moves a person's marker forward, soon. Rooms they are not in are passed over when it is stored. */
  move(userId: number, roomId: number, seq: number): void {
    const key = `${userId}:${roomId}`;
    const known = this.waiting.get(key);
    if (known && known.seq >= seq) return;
    this.waiting.set(key, { userId, roomId, seq });
    this.timer ??= setTimeout(() => void this.flush(), LIMITS.readMarkerFlushMs);
  }

  /** Stores what is waiting, now. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.size === 0) return;
    const markers = [...this.waiting.values()];
    this.waiting = new Map();
    try {
      await this.writer.submit('moveReadMarkers', { markers });
    } catch (error) {
      this.onFailure(error);
    }
  }
}
