import { describe, expect, it } from 'vitest';
import type { CommittedEvent } from '../../../server/events/committed-event.ts';
import { DueEvents } from '../../../server/fanout/due-events.ts';
import { eventsFrames } from '../../../server/fanout/wire-frame.ts';

function event(seq: number): CommittedEvent {
  return { seq, kind: 'message.created', audience: { to: 'everyone' }, json: JSON.stringify({ seq }) };
}

const [a, b, c] = [[event(1)], [event(2), event(3)], [event(4)]] as const;

function framesOf(...runs: (readonly CommittedEvent[])[]): Buffer {
  return eventsFrames(runs.flat().map(({ json }) => json));
}

describe('what is due', () => {
  it('is the same bytes for all who are due the same', () => {
    const root = DueEvents.root();
    const one = root.then(a).then(b).then(c);
    const other = root.then(a).then(b).then(c);
    expect(other).toBe(one);
    expect(other.frames()).toBe(one.frames());
    expect(one.frames()).toEqual(framesOf(a, b, c));
  });

  it('is different bytes for those who are due something else, and right for each', () => {
    const root = DueEvents.root();
    const paths = [[a, b, c], [a, c], [b, c], [c], [a, b], [a]];
    const nodes = paths.map((path) => path.reduce((node, next) => node.then(next), root));
    expect(new Set(nodes.map((node) => node.frames())).size).toBe(paths.length);
    for (const [index, path] of paths.entries()) {
      expect(nodes[index]?.frames()).toEqual(framesOf(...path));
      expect(nodes[index]?.lastSeq).toBe(path.at(-1)?.at(-1)?.seq);
    }
  });

  it('is found again after others went another way', () => {
    const root = DueEvents.root();
    const events = Array.from({ length: 20 }, (_, i) => [event(i + 1)]);
    const nodes = events.map((next) => root.then(next));
    expect(events.map((next) => root.then(next))).toEqual(nodes);
    for (const [index, next] of events.entries()) expect(root.then(next)).toBe(nodes[index]);
  });

  it('is built once, also for a shorter path that was written before a longer one', () => {
    const root = DueEvents.root();
    const short = root.then(a);
    const bytes = short.frames();
    const long = short.then(b);
    expect(long.frames()).toEqual(framesOf(a, b));
    expect(short.frames()).toBe(bytes);
  });
});
