import type { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import * as ws from 'ws';
import { eventsFrames, textFrame } from '../../../server/fanout/wire-frame.ts';

/** Exported by ws, unknown to its types. */
const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean }) => Writable };

/** What ws, as a client, reads from these bytes, given in pieces of `pieceBytes`. */
async function readBack(bytes: Buffer, pieceBytes = bytes.length): Promise<string[]> {
  const receiver = new Receiver({ isServer: false });
  const texts: string[] = [];
  receiver.on('message', (data: Buffer, isBinary: boolean) => {
    expect(isBinary).toBe(false);
    texts.push(data.toString('utf8'));
  });
  const failed = new Promise<never>((_resolve, reject) => receiver.on('error', reject));
  const written = new Promise<void>((resolve) => {
    for (let at = 0; at < bytes.length; at += pieceBytes) receiver.write(bytes.subarray(at, at + pieceBytes));
    receiver.end(resolve);
  });
  await Promise.race([written, failed]);
  return texts;
}

describe('textFrame', () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 70_000])('is read back by ws at %d bytes', async (length) => {
    const text = 'x'.repeat(length);
    expect(await readBack(textFrame(text))).toEqual([text]);
  });

  it.each([
    ['astral text', '🦉'.repeat(500)],
    ['text at a border in bytes, not in characters', '好'.repeat(42)],
    ['65,535 bytes of text of three bytes each', '好'.repeat(21_845)],
    ['quotes, line feeds and separators', '"\\\n\u2028\u2029\0'],
  ])('is read back by ws with %s', async (_title, text) => {
    expect(await readBack(textFrame(text))).toEqual([text]);
  });

  it('is read back whole when it comes in pieces, and from between its neighbours', async () => {
    const texts = ['first', 'x'.repeat(126), '🦉', 'y'.repeat(66_000), ''];
    const bytes = Buffer.concat(texts.map(textFrame));
    expect(await readBack(bytes, 1_000)).toEqual(texts);
    expect(await readBack(Buffer.concat(texts.slice(0, 3).map(textFrame)), 1)).toEqual(texts.slice(0, 3));
  });
});

describe('eventsFrames', () => {
  const eventsOf = (frames: string[]): unknown[] =>
    frames.flatMap((frame) => (JSON.parse(frame) as { type: string; events: unknown[] }).events);

  it('carries events in one frame while they are small', async () => {
    const events = Array.from({ length: 100 }, (_, i) => ({ seq: i + 1, kind: 'read.moved' }));
    const frames = await readBack(eventsFrames(events.map((event) => JSON.stringify(event))));
    expect(frames).toHaveLength(1);
    expect(JSON.parse(frames[0] ?? '')).toEqual({ type: 'events', events });
  });

  it('splits many into frames of a bearable size, in order, without loss', async () => {
    const events = Array.from({ length: 500 }, (_, i) => ({ seq: i + 1, text: 'z'.repeat(8_000) }));
    const frames = await readBack(eventsFrames(events.map((event) => JSON.stringify(event))));
    expect(frames.length).toBeGreaterThan(10);
    for (const frame of frames) expect(frame.length).toBeLessThan(300_000);
    expect(eventsOf(frames)).toEqual(events);
  });

  it('carries an event larger than a frame should be all the same', async () => {
    const events = [{ seq: 1 }, { seq: 2, text: 'z'.repeat(400_000) }, { seq: 3 }];
    const frames = await readBack(eventsFrames(events.map((event) => JSON.stringify(event))));
    expect(eventsOf(frames)).toEqual(events);
  });

  it('is nothing for nothing', () => {
    expect(eventsFrames([])).toHaveLength(0);
  });
});
