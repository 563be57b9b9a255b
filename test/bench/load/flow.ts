import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '../../support/seeded-random.ts';
import { writeText } from '../seed-data/write-text.ts';
import type { Crowd } from './crowd.ts';
import { markedText } from './message-mark.ts';

export interface FlowSpec {
  messagesPerSecond: number;
  /** Not counted; lets caches fill and queues find their length. */
  warmUpMs: number;
  measureMs: number;
  /** So many of the crowd talk in turn. */
  senders: number;
  /** A stage is given up once something takes so long: the server can't keep up. */
  giveUpAfterMs: number;
}

export interface FlowResult {
  /** The server kept up: nothing was given up, refused, lost or doubled. */
  isWhole: boolean;
  deliveriesPerSecond: number;
  /** Milliseconds from when a message was due to each of its deliveries. */
  p50: number;
  p99: number;
  max: number;
  ackP50: number;
  ackP99: number;
  refused: number;
  wrongConnections: number;
}

const TICK_MS = 1;
const DRAIN_PATIENCE_MS = 30_000;
const TEXTS = 2_000;

/**
 * Sends at a steady rate, whatever the server does: each message has its moment, and its latency counts from there
 * even where it could only be sent later. A stall thus delays everything that was due while it lasted.
 */
export async function runFlow(crowd: Crowd, spec: FlowSpec): Promise<FlowResult> {
  crowd.forgetTallies();
  crowd.refusedCount = 0;
  const text = texts();
  const startedAt = performance.now();
  const measuredFrom = startedAt + spec.warmUpMs;
  const endsAt = measuredFrom + spec.measureMs;
  const msEach = 1000 / spec.messagesPerSecond;
  crowd.measureFrom(measuredFrom);
  let sent = 0;
  let measured = 0;
  let isGivenUp = false;
  for (let now = startedAt; now < endsAt && !isGivenUp; now = performance.now()) {
    for (
      let dueAt = startedAt + sent * msEach;
      dueAt <= now && dueAt < endsAt;
      dueAt = startedAt + sent * msEach
    ) {
      const sender = crowd.connections[sent % spec.senders];
      if (!sender) throw new Error('there is nobody to send');
      crowd.send(sender, text, dueAt);
      if (dueAt >= measuredFrom) measured++;
      sent++;
    }
    isGivenUp =
      crowd.deliveries.max > spec.giveUpAfterMs * 1000 || backlogMs(crowd, msEach) > spec.giveUpAfterMs;
    crowd.throwIfBroken();
    await delay(TICK_MS);
  }
  const wrongConnections = await drain(crowd);
  const { deliveries, acks, refusedCount } = crowd;
  const toMs = (micros: number): number => micros / 1000;
  return {
    isWhole: !isGivenUp && refusedCount === 0 && wrongConnections === 0,
    deliveriesPerSecond: measured === 0 ? 0 : deliveries.count / (spec.measureMs / 1000),
    p50: toMs(deliveries.percentile(50)),
    p99: toMs(deliveries.percentile(99)),
    max: toMs(deliveries.max),
    ackP50: toMs(acks.percentile(50)),
    ackP99: toMs(acks.percentile(99)),
    refused: refusedCount,
    wrongConnections,
  };
}

/** How long the messages that nobody has yet would take at the rate at which they were sent. */
function backlogMs(crowd: Crowd, msEach: number): number {
  const first = crowd.connections[0];
  return first ? crowd.missingFor(first) * msEach : 0;
}

/** Waits for what is on its way. @returns how many connections have not what they should have, exactly */
async function drain(crowd: Crowd): Promise<number> {
  const deadline = performance.now() + DRAIN_PATIENCE_MS;
  while (crowd.missingCount > 0 && performance.now() < deadline) {
    crowd.throwIfBroken();
    await delay(5);
  }
  return crowd.wrongCount;
}

/** The same texts for every server. */
export function texts(): (index: number) => string {
  const random = seededRandom(20_260_101);
  const words = Array.from({ length: TEXTS }, () => writeText(random));
  return (index) => markedText(index, words[index % TEXTS] ?? '');
}
