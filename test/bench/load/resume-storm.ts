import type { Crowd } from './crowd.ts';
import { texts } from './flow.ts';

export interface ResumeResult {
  /** From the first that came back to the last missed message, in milliseconds. */
  ms: number;
  /** How many ended with something lost, doubled or never sent. */
  wrongConnections: number;
}

/**
 * All connections but the first are lost at once; that one says `missed` messages while the others are away; then all
 * come back in the same moment.
 */
export async function resumeStorm(crowd: Crowd, missed: number): Promise<ResumeResult> {
  const speaker = crowd.connections[0];
  if (!speaker) throw new Error('there is nobody to speak');
  const text = texts();
  const since = crowd.startSeq;
  crowd.drop(1);
  crowd.forgetTallies();
  const indexes = Array.from({ length: missed }, () => crowd.send(speaker, text, performance.now()));
  await Promise.all(indexes.map((index) => crowd.acked(index)));
  const startedAt = performance.now();
  await crowd.connect({ since, atOnce: Infinity });
  await crowd.untilAllDelivered();
  return { ms: performance.now() - startedAt, wrongConnections: crowd.wrongCount };
}
