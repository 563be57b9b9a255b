import { describe, expect, it } from 'vitest';
import { bareAddress, ownAddresses } from '../../../server/discovery/own-addresses.ts';
import type { NetworkAddress } from '../../../server/discovery/network-addresses.ts';

const address = (text: string): NetworkAddress => ({
  address: text,
  family: text.includes(':') ? 'IPv6' : 'IPv4',
  interfaceName: 'eth0',
  kind: 'ethernet',
});

describe('ownAddresses', () => {
  it.each([
    ['192.168.1.20', true],
    ['::ffff:192.168.1.20', true],
    ['fe80::1%eth0', true],
    ['FD00::5', true],
    ['127.0.0.1', true],
    ['127.5.5.5', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['', true],
    ['192.168.1.21', false],
    ['::ffff:192.168.1.21', false],
    ['fd00::6', false],
  ])('%s: %s', (text, isOwn) => {
    const isOwnAddress = ownAddresses({ read: () => ['192.168.1.20', 'fe80::1', 'fd00::5'].map(address) });
    expect(isOwnAddress(text)).toBe(isOwn);
  });

  it('looks for an unknown address anew, at most once a second', () => {
    let now = 0;
    let reads = 0;
    let own: NetworkAddress[] = [];
    const isOwnAddress = ownAddresses({
      read: () => {
        reads++;
        return own;
      },
      now: () => now,
    });
    expect(isOwnAddress('10.0.0.5')).toBe(false);
    own = [address('10.0.0.5')];
    expect(isOwnAddress('10.0.0.5')).toBe(false);
    now = 1_000;
    expect(isOwnAddress('10.0.0.5')).toBe(true);
    for (let tries = 0; tries < 1_000; tries++) isOwnAddress(`10.0.1.${tries % 250}`);
    expect(reads).toBe(2);
  });

  it('writes an IPv4 address one way', () => {
    expect(bareAddress('::FFFF:10.0.0.1')).toBe('10.0.0.1');
  });
});
