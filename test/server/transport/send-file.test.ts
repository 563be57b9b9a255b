import { describe, expect, it } from 'vitest';
import { contentDisposition } from '../../../server/transport/send-file.ts';

describe('the name of a download', () => {
  it.each([
    ['notes.txt', 'attachment; filename="notes.txt"'],
    ['照片.png', `attachment; filename="??.png"; filename*=UTF-8''%E7%85%A7%E7%89%87.png`],
    ['a "b".txt', `attachment; filename="a _b_.txt"; filename*=UTF-8''a%20%22b%22.txt`],
    ['100%.txt', `attachment; filename="100_.txt"; filename*=UTF-8''100%25.txt`],
    [`it's (1)*.txt`, `attachment; filename="it's (1)*.txt"`],
    [`é's (1)*.txt`, `attachment; filename="?'s (1)*.txt"; filename*=UTF-8''%C3%A9%27s%20%281%29%2A.txt`],
  ])('%s', (name, expected) => {
    expect(contentDisposition('attachment', name)).toBe(expected);
  });
});
