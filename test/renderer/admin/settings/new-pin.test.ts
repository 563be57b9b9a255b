import { expect, it } from 'vitest';
import { newPin } from '../../../../renderer/admin/settings/new-pin.ts';

it('has six digits, leading zeros included', () => {
  expect(newPin((count) => new Uint8Array(count))).toBe('000000');
  expect(newPin((count) => Uint8Array.from({ length: count }, (_, index) => 249 - index))).toBe('987654');
});

it('draws the bytes again that would make some digits likelier', () => {
  const draws = [
    [255, 254, 253, 252, 251, 250],
    [1, 250, 2, 255, 3, 4],
    [5, 6, 7, 8, 9, 0],
  ];
  expect(newPin(() => Uint8Array.from(draws.shift() ?? []))).toBe('123456');
});
