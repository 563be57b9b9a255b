import type { FlowResult } from '../load/flow.ts';
import type { Run } from './scenario.ts';

/** What everybody in the room still feels as "at once". */
const P99_MAX_MS = 250;
const GIVE_UP_AFTER_MS = 1_500;
const SEARCH_STEP = 1.6;
/** Until the rate is known to within some 4 %. */
const NARROW_STEPS = 4;
const BACK_STEP = 0.94;
const CONFIRM_TRIES = 8;

export interface SustainedRate {
  deliveriesPerSecond: number;
  p99: number;
}

/**
 * The fastest steady rate at which the crowd that is connected gets everything, 99 % of it within 250 ms. Rises until
 * the server falls behind, closes in on the last rate that held, and holds that one for long enough to be sure.
 */
export async function findSustainedRate(
  run: Run,
  receivers: number,
  senders: number,
): Promise<SustainedRate> {
  const { load, isQuick } = run;
  const flow = (messagesPerSecond: number, measureMs: number): Promise<FlowResult> =>
    load.do('flow', {
      messagesPerSecond,
      warmUpMs: isQuick ? 300 : 500,
      measureMs,
      senders,
      giveUpAfterMs: GIVE_UP_AFTER_MS,
    });
  const searchMs = isQuick ? 800 : 1_500;
  const confirmMs = isQuick ? 2_000 : 5_000;

  // A second try, because a moment in which the machine was busy with something else says nothing about the server.
  const holdsAt = async (rate: number): Promise<boolean> =>
    holds(await flow(rate, searchMs)) || holds(await flow(rate, searchMs));

  // Nothing is compiled yet in a server that has just started.
  let good = 30_000 / receivers;
  await flow(good, searchMs);
  let bad = good * SEARCH_STEP;
  while (await holdsAt(bad)) {
    good = bad;
    bad *= SEARCH_STEP;
  }
  for (let step = 0; step < NARROW_STEPS; step++) {
    const between = Math.sqrt(good * bad);
    if (await holdsAt(between)) good = between;
    else bad = between;
  }
  for (let attempt = 0; attempt < CONFIRM_TRIES; attempt++) {
    load.resetCpuShare();
    const result = await flow(good, confirmMs);
    if (holds(result)) return result;
    good *= BACK_STEP;
  }
  return { deliveriesPerSecond: 0, p99: NaN };
}

function holds({ isWhole, p99 }: FlowResult): boolean {
  return isWhole && p99 < P99_MAX_MS;
}
