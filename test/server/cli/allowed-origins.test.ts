import { describe, expect, it } from 'vitest';
import { parseAllowedOrigins } from '../../../server/cli/allowed-origins.ts';

describe('the list of allowed origins', () => {
  it.each([
    ['', []],
    [' , ', []],
    ['http://192.168.1.9:8080', ['http://192.168.1.9:8080']],
    ['http://Front.Test/, https://b.test:443', ['http://front.test', 'https://b.test']],
  ])('reads "%s"', (list, origins) => {
    expect(parseAllowedOrigins(list)).toEqual({ kind: 'origins', origins });
  });

  it.each([
    '*',
    'front.test',
    'null',
    'file:///page.html',
    'http://a.test/path',
    'http://me@a.test',
    'http://a.test?x',
  ])('refuses "%s" with a sentence', (entry) => {
    const parsed = parseAllowedOrigins(`http://fine.test,${entry}`);
    expect(parsed).toEqual({ kind: 'error', sentence: expect.stringContaining(`"${entry}"`) });
  });
});
