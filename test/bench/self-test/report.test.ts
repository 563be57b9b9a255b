import { describe, expect, it } from 'vitest';
import { readBenchFlags } from '../flags.ts';
import { doubts, perRun, verdict, type Row } from '../report/row.ts';
import { median, spread } from '../report/statistics.ts';
import { renderTable } from '../report/table.ts';

const ROW: Row = {
  scenario: 'room-1000',
  what: 'deliveries/s',
  unit: '/s',
  ours: [600, 700, 650],
  beside: { name: 'baseline 2', values: [1_000, 1_000, 1_000] },
  judged: { name: 'ratio', values: [0.6, 0.7, 0.65] },
  reach: { kind: 'at least', value: 0.6, unit: '' },
  loadShare: 0.5,
  foreignShare: 0.01,
};

describe('the statistics', () => {
  it('takes the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('says how far runs lie apart', () => {
    expect(spread([95, 100, 105])).toBeCloseTo(0.1);
    expect(spread([5])).toBe(0);
  });

  it('compares within each run', () => {
    expect(perRun([10, 30], [5, 10], (a, b) => a / b)).toEqual([2, 3]);
  });
});

describe('a row', () => {
  it.each([
    [[0.6, 0.7, 0.65], 'reached'],
    [[0.5, 0.55, 0.58], 'missed'],
    [[0.3, 0.9, 0.65], 'uncertain'],
    // Far apart, but all on one side.
    [[0.7, 2, 1], 'reached'],
  ])('with %j against "at least 0.6" is %s', (values, expected) => {
    expect(verdict({ ...ROW, judged: { name: 'ratio', values } })).toBe(expected);
  });

  it('counts the other way for "at most"', () => {
    const row: Row = { ...ROW, reach: { kind: 'at most', value: 0.6, unit: '' } };
    expect(verdict(row)).toBe('missed');
    expect(verdict({ ...row, reach: { kind: 'none' } })).toBe('');
  });

  it('says why it should be doubted', () => {
    expect(doubts(ROW)).toEqual([]);
    expect(
      doubts({ ...ROW, loadShare: 0.95, foreignShare: 0.4, judged: { name: 'ratio', values: [1, 2] } }),
    ).toEqual([
      'the load took 95 % of its core: the server may be faster than this',
      'other programs took 40 % of the machine',
      'the runs lie 67 % apart',
    ]);
  });

  it('stands in the table with its medians', () => {
    const table = renderTable([ROW, { ...ROW, loadShare: 0.97 }]);
    expect(table).toContain(
      '| deliveries/s | 650 /s     | 1000 /s, baseline 2 | ratio 0.65 | at least 0.6 | reached | 8 % | 50 %     |',
    );
    expect(table).toContain('To be doubted:\n- room-1000: the load took 97 % of its core');
  });
});

describe('the flags of the bench', () => {
  const names = ['room-1000', 'room-100', 'ack-latency'];

  it('ask for everything, three times, unless told', () => {
    expect(readBenchFlags([], names)).toMatchObject({ only: [], isQuick: false, runs: 3, jsonFile: null });
    expect(readBenchFlags(['--quick', '--only', 'ack'], names)).toMatchObject({
      only: ['ack-latency'],
      isQuick: true,
      runs: 1,
    });
  });

  it('take a name as it stands before all that begin so', () => {
    expect(readBenchFlags(['--only', 'room-100'], names).only).toEqual(['room-100']);
    expect(readBenchFlags(['--only', 'room'], names).only).toEqual(['room-1000', 'room-100']);
  });

  it.each([
    [['--only', 'nothing'], 'There is no scenario "nothing". There are: room-1000, room-100, ack-latency.'],
    [['--runs', '0'], '--runs must be a whole number from 1.'],
    [['--fast'], 'Unknown option'],
  ])('are refused: %j', (flags, sentence) => {
    expect(() => readBenchFlags(flags, names)).toThrow(sentence);
  });
});
