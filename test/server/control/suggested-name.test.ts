import { expect, it } from 'vitest';
import { suggestedServerName } from '../../../server/control/suggested-name.ts';

it.each([
  ['mias-macbook.local', 'mias macbook'],
  ['Studio', 'Studio'],
  ['LAB_PC.corp.example', 'LAB PC'],
  ['DESKTOP-4F7K2Q1', 'Porchlight'],
  ['LAPTOP-8H3J', 'Porchlight'],
  ['localhost', 'Porchlight'],
  ['ip-10-0-0-5', 'Porchlight'],
  ['192.168.1.5', 'Porchlight'],
  ['c0ffee123456', 'Porchlight'],
  ['raspberrypi', 'Porchlight'],
  ['x', 'Porchlight'],
  ['', 'Porchlight'],
  ['a'.repeat(3).concat('-', 'very'.repeat(30)), `aaa ${'very'.repeat(11)}`],
])('for %s: %s', (machine, name) => {
  expect(suggestedServerName(machine, 48)).toBe(name);
});
