import { describe, expect, it } from 'vitest';
import { hostLabel, numberedHostLabel, numberedServiceName } from '../../../server/discovery/host-name.ts';

describe('hostLabel', () => {
  it.each([
    ['Lab Chat', 'lab-chat'],
    ['  Büro & Küche!! ', 'buro-kuche'],
    ['Anna’s Network', 'annas-network'],
    ['Room 101', 'room-101'],
    ['--a.b--', 'a-b'],
    ['会议室', 'porchlight'],
    ['会议室 A', 'porchlight'],
    ['101', 'porchlight'],
    ['🎉', 'porchlight'],
    ['', 'porchlight'],
    ['localhost', 'porchlight'],
    [`${'a'.repeat(62)} b`, 'a'.repeat(62)],
  ])('%j becomes %j', (name, label) => {
    expect(hostLabel(name)).toBe(label);
  });
});

describe('numbers after a conflict', () => {
  it('come after a hyphen in host names', () => {
    expect(numberedHostLabel('lab', 1)).toBe('lab');
    expect(numberedHostLabel('lab', 2)).toBe('lab-2');
  });

  it('fit into one label of 63 bytes', () => {
    expect(numberedHostLabel('a'.repeat(63), 12)).toBe(`${'a'.repeat(60)}-12`);
    const name = numberedServiceName('会'.repeat(48), 2);
    expect(name).toBe(`${'会'.repeat(19)} (2)`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63);
  });

  it('stand in brackets in service names, which keep their spelling', () => {
    expect(numberedServiceName('Büro 2.0', 1)).toBe('Büro 2-0');
    expect(numberedServiceName('Büro', 3)).toBe('Büro (3)');
  });
});
