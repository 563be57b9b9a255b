/**
 * A token bucket like the host's own. Staying under its rate keeps messages in their order: one refused as too
 * fast would come after those behind it that were taken.
 */
export interface SendPace {
  /** 0 where one may be sent now (and counts it), else the ms until the next may. */
  take(): number;
}

export function createSendPace(perSecond: number, burst: number, now: () => number): SendPace {
  let tokens = burst;
  let countedAt = now();
  return {
    take() {
      const at = now();
      tokens = Math.min(burst, tokens + (Math.max(0, at - countedAt) / 1_000) * perSecond);
      countedAt = at;
      if (tokens < 1) return Math.ceil(((1 - tokens) / perSecond) * 1_000);
      tokens--;
      return 0;
    },
  };
}
