import type { CommittedEvent } from '../../../../server/events/committed-event.ts';
import type { Sink } from '../../../../server/fanout/subscriber.ts';
import type { ServerFrame } from '../../../../server/protocol/server-frames.ts';

/** A connection's end whose network is a test's to decide: it takes what waits when told to. */
export class FakeSink implements Sink {
  /** One entry for each write, with the chunks as they came. */
  readonly writes: (readonly Buffer[])[] = [];
  hasGivenUp = false;
  private waitingBytes = 0;
  private readonly onDrained: (() => void)[] = [];
  private readonly weight: number;

  /** @param weight how many bytes each byte counts for, to fill a large buffer with little */
  constructor(weight = 1) {
    this.weight = weight;
  }

  get bufferedBytes(): number {
    return this.waitingBytes;
  }

  write(chunks: readonly Buffer[]): void {
    this.writes.push(chunks);
    for (const chunk of chunks) this.waitingBytes += chunk.length * this.weight;
  }

  onceDrained(callback: () => void): void {
    if (this.waitingBytes === 0) setImmediate(callback);
    else this.onDrained.push(callback);
  }

  giveUp(): void {
    this.hasGivenUp = true;
  }

  /** The network takes everything that waits. */
  drain(): void {
    this.waitingBytes = 0;
    for (const callback of this.onDrained.splice(0)) callback();
  }

  /** Fills the buffer as another's large answer would. */
  fill(bytes: number): void {
    this.waitingBytes += bytes;
  }

  get frames(): ServerFrame[] {
    return readFrames(Buffer.concat(this.writes.flat())).map((text) => JSON.parse(text) as ServerFrame);
  }

  /** The seqs of all events, in the order in which they came. */
  get seqs(): number[] {
    return this.frames.flatMap((frame) =>
      frame.type === 'events' ? frame.events.map(({ seq }) => seq) : [],
    );
  }
}

/** The payloads of unmasked text frames. */
function readFrames(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const code = bytes.readUInt8(at + 1);
    const headerBytes = code < 126 ? 2 : code === 126 ? 4 : 10;
    const length =
      code < 126 ? code : code === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
    texts.push(bytes.toString('utf8', at + headerBytes, at + headerBytes + length));
    at += headerBytes + length;
  }
  return texts;
}

export function committed(
  seq: number,
  audience: CommittedEvent['audience'] = { to: 'everyone' },
  kind: CommittedEvent['kind'] = 'message.created',
): CommittedEvent {
  return { seq, kind, audience, json: JSON.stringify({ seq, kind }) };
}
