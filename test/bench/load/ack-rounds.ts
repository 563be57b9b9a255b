import { setTimeout as delay } from 'node:timers/promises';
import type { Crowd } from './crowd.ts';
import { texts } from './flow.ts';

export interface AckRoundsSpec {
  /** So many send at the same moment. */
  senders: number;
  rounds: number;
  /** Rounds before these, not counted. */
  warmUpRounds: number;
  gapMs: number;
}

/** Sends, waits for every ack, rests, and begins anew. @returns milliseconds from sending to each ack */
export async function runAckRounds(
  crowd: Crowd,
  { senders, rounds, warmUpRounds, gapMs }: AckRoundsSpec,
): Promise<{ p50: number; p99: number }> {
  const text = texts();
  for (let round = 0; round < warmUpRounds + rounds; round++) {
    if (round === warmUpRounds) crowd.measureFrom(performance.now());
    const dueAt = performance.now();
    const indexes = crowd.connections.slice(0, senders).map((sender) => crowd.send(sender, text, dueAt));
    await Promise.all(indexes.map((index) => crowd.acked(index)));
    await delay(gapMs);
    crowd.throwIfBroken();
  }
  return { p50: crowd.acks.percentile(50) / 1000, p99: crowd.acks.percentile(99) / 1000 };
}
