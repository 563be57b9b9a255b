import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventReader } from '../../../../renderer/admin/link/event-stream.ts';

function read(...pieces: string[]): string[] {
  const heard: string[] = [];
  const take = createEventReader((data) => heard.push(data));
  pieces.forEach(take);
  return heard;
}

describe('createEventReader', () => {
  it('hands on each event once it is whole', () => {
    expect(read('data: one\n\ndata: two\n', '\n')).toEqual(['one', 'two']);
    expect(read('data: half')).toEqual([]);
  });

  it('skips comments, and fields it does not know', () => {
    expect(read(': still here\n\nevent: state\nid: 7\nretry: 100\ndata: one\n\n')).toEqual(['one']);
  });

  it('joins the lines of one event, and takes off one space at most', () => {
    expect(read('data:one\ndata:  two\ndata\n\n')).toEqual(['one\n two\n']);
  });

  it('keeps colons in the data', () => {
    expect(read('data: {"a":"b: c"}\n\n')).toEqual(['{"a":"b: c"}']);
  });

  it('reads the same however the network cuts it, with every kind of line end', () => {
    const streams = ['data: one\n\n: hello\n\ndata: two\n\n', 'data: one\r\n\r\ndata: two\r\n\r\n'];
    fc.assert(
      fc.property(fc.constantFrom(...streams), fc.array(fc.nat(40), { maxLength: 8 }), (stream, cuts) => {
        const at = [
          0,
          ...cuts.map((cut) => Math.min(cut, stream.length)).sort((a, b) => a - b),
          stream.length,
        ];
        const pieces = at.slice(1).map((end, index) => stream.slice(at[index], end));
        expect(read(...pieces)).toEqual(['one', 'two']);
      }),
    );
  });
});
