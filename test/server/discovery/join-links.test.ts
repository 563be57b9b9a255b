import { describe, expect, it } from 'vitest';
import { answersOnLoopback, boundAddresses } from '../../../server/discovery/bound-addresses.ts';
import { bestJoinLink, bestUrl, joinLinks, setupUrl } from '../../../server/discovery/join-links.ts';
import type { NetworkAddress } from '../../../server/discovery/network-addresses.ts';

const WIFI: NetworkAddress = { address: '192.168.1.5', family: 'IPv4', interfaceName: 'wlan0', kind: 'wifi' };
const CABLE: NetworkAddress = { address: 'fd00::5', family: 'IPv6', interfaceName: 'eth0', kind: 'ethernet' };
const LOOPBACK: NetworkAddress = {
  address: '127.0.0.1',
  family: 'IPv4',
  interfaceName: 'lo',
  kind: 'loopback',
};

describe('joinLinks', () => {
  it('lists addresses first, then the .local name, then localhost', () => {
    const links = joinLinks({ addresses: [WIFI, CABLE], port: 8322, hostName: 'lab.local' });

    expect(links.map(({ url }) => url)).toEqual([
      'http://192.168.1.5:8322',
      'http://[fd00::5]:8322',
      'http://lab.local:8322',
      'http://localhost:8322',
    ]);
    expect(bestJoinLink(links)).toMatchObject({ url: 'http://192.168.1.5:8322', kind: 'wifi' });
  });

  it('leaves out the port that browsers assume, and names that do not answer', () => {
    const links = joinLinks({ addresses: [WIFI], port: 80, hostName: null, hasLocalhost: false });

    expect(links.map(({ url }) => url)).toEqual(['http://192.168.1.5']);
  });

  it('has no best link where only this computer can join', () => {
    expect(bestJoinLink(joinLinks({ addresses: [LOOPBACK], port: 8322, hostName: null }))).toBeNull();
  });
});

describe('the address of a host', () => {
  it('is the best one that other devices can open', () => {
    const links = joinLinks({ addresses: [LOOPBACK, WIFI], port: 8322, hostName: null });

    expect(bestUrl(links, 8322)).toBe('http://192.168.1.5:8322');
    expect(setupUrl(links, 8322, 'once')).toBe('http://192.168.1.5:8322/setup?token=once');
  });

  it('is this computer’s own where no other device can come', () => {
    const links = joinLinks({ addresses: [LOOPBACK], port: 8322, hostName: null, hasLocalhost: false });

    expect(bestUrl(links, 8322)).toBe('http://localhost:8322');
    expect(setupUrl(links, 8322, 'once')).toBe('http://127.0.0.1:8322/setup?token=once');
    expect(setupUrl([], 8322, 'once')).toBe('http://localhost:8322/setup?token=once');
  });
});

describe('boundAddresses', () => {
  const ranked = [WIFI, CABLE];

  it.each([
    [null, [WIFI, CABLE], true],
    ['::', [WIFI, CABLE], true],
    ['0.0.0.0', [WIFI], true],
    ['192.168.1.5', [WIFI], false],
    ['127.0.0.1', [{ ...LOOPBACK, interfaceName: '' }], true],
    ['10.9.9.9', [{ address: '10.9.9.9', family: 'IPv4', interfaceName: '', kind: 'other' }], false],
  ])('bound to %s', (bind, expected, hasLoopback) => {
    expect(boundAddresses(ranked, bind)).toEqual(expected);
    expect(answersOnLoopback(bind)).toBe(hasLoopback);
  });
});
