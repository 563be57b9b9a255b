import { expect, it } from 'vitest';
import { serverFlags } from '../../../main/server-process/server-flags.ts';

it('hands on what is the host’s, and nothing of Electron’s or of its own', () => {
  const argv = [
    'electron',
    '.',
    '--port',
    '9000',
    '--no-mdns',
    '--name=Ridge House',
    '--hidden',
    '--inspect',
    '--data=/x',
  ];
  expect(serverFlags(argv)).toEqual(['--port=9000', '--no-mdns', '--name=Ridge House']);
});

it('takes no flags from a start that a link made', () => {
  expect(serverFlags(['porchlight', '--', 'Porchlight://join?x', '--bind', '0.0.0.0'])).toEqual([]);
});
