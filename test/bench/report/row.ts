import { median, spread } from './statistics.ts';

/** What a row is held against. */
export type Reach = { kind: 'at least' | 'at most'; value: number; unit: string } | { kind: 'none' };

/** One line of the report. */
export interface Row {
  scenario: string;
  what: string;
  /** What was measured, a value a run, in `unit`. */
  unit: string;
  ours: number[];
  /** What it is compared with, measured in the same runs; null where the row stands by itself. */
  beside: { name: string; values: number[] } | null;
  /** What is judged, a value a run: usually ours over theirs. */
  judged: { name: string; values: number[] };
  reach: Reach;
  /** The largest share of its core that the load took while this was measured, 0 to 1. */
  loadShare: number;
  /** The largest share of the machine that went to programs other than these, 0 to 1. */
  foreignShare: number;
}

/** What is judged is taken from each run by itself, so that a slow minute of the machine slows both sides. */
export function perRun(
  ours: readonly number[],
  theirs: readonly number[],
  combine: (ours: number, theirs: number) => number,
): number[] {
  return ours.map((value, run) => combine(value, theirs[run] ?? NaN));
}

export type Verdict = 'reached' | 'missed' | 'uncertain' | '';

/** Runs that lie further apart than this say little by their median. */
export const SPREAD_MAX = 0.35;
/** With more than this going to other programs, the figures are not of these programs alone. */
export const FOREIGN_SHARE_MAX = 0.15;
export const LOAD_SHARE_MAX = 0.9;

/** Whether the figure is where it should be; uncertain where the runs disagree about that. */
export function verdict({ reach, judged }: Row): Verdict {
  if (reach.kind === 'none') return '';
  const isReached = (value: number): boolean =>
    reach.kind === 'at least' ? value >= reach.value : value <= reach.value;
  const isWhole = isReached(median(judged.values));
  if (spread(judged.values) > SPREAD_MAX && !judged.values.every((value) => isReached(value) === isWhole))
    return 'uncertain';
  return isWhole ? 'reached' : 'missed';
}

/** What stands against trusting a row. */
export function doubts({ judged, loadShare, foreignShare }: Row): string[] {
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  return [
    ...(loadShare > LOAD_SHARE_MAX
      ? [`the load took ${percent(loadShare)} of its core: the server may be faster than this`]
      : []),
    ...(foreignShare > FOREIGN_SHARE_MAX
      ? [`other programs took ${percent(foreignShare)} of the machine`]
      : []),
    ...(spread(judged.values) > SPREAD_MAX ? [`the runs lie ${percent(spread(judged.values))} apart`] : []),
  ];
}
