import { until } from './until.ts';
import type { WsClient } from './ws-client.ts';

/** So many on the way at once: fast, and never more than a real client's outbox would hold. */
const ON_THE_WAY_MAX = 200;
const PATIENCE_MS = 60_000;

/** Three bytes a character, and as long as a message may be. */
export const LONG_TEXT = '灯'.repeat(8_000);

export interface Bulk {
  roomId: string;
  /** The number in the first clientMessageId; the others follow. */
  first: number;
  count: number;
  text: string;
}

/** Posts numbered messages over one connection, many at a time, and waits for all acks. */
export async function postMany(writer: WsClient, { roomId, first, count, text }: Bulk): Promise<void> {
  let acked = 0;
  let seen = writer.frames.length;
  const countAcks = (): number => {
    for (const frame of writer.frames.slice(seen)) {
      if (frame.type === 'ack' && frame.clientMessageId.startsWith('bulk-')) acked++;
    }
    seen = writer.frames.length;
    return acked;
  };
  const progress = (): string => `${acked} of ${count} messages acknowledged`;
  for (let sent = 0; sent < count; sent++) {
    await until(() => sent - countAcks() < ON_THE_WAY_MAX, progress, PATIENCE_MS);
    writer.send({ type: 'send', clientMessageId: `bulk-${first + sent}`, roomId, text });
  }
  await until(() => countAcks() === count, progress, PATIENCE_MS);
}

/** The numbers of a room's messages that a client has seen, in the order in which they came. */
export function bulkSeen(reader: WsClient, roomId: string): number[] {
  return reader.events.flatMap((event) =>
    event.kind === 'message.created' && event.roomId === roomId
      ? [Number(event.message.clientMessageId.slice('bulk-'.length))]
      : [],
  );
}

/** 0, 1, 2 ... `count - 1`. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
