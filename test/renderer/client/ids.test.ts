import { describe, expect, it } from 'vitest';
import { newId } from '../../../renderer/client/ids.ts';

describe('a new id', () => {
  it('is 128 random bits, in the form the host asks for', () => {
    const id = newId({
      randomBytes: (count) => Uint8Array.from({ length: count }, (_, index) => index * 17),
    });
    expect(id).toBe('00112233445566778899aabbccddeeff');
  });
});
