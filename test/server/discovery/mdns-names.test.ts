import { describe, expect, it } from 'vitest';
import {
  findConflicts,
  mdnsNames,
  shouldYield,
  uniqueNames,
  type SeenRecord,
} from '../../../server/discovery/mdns-names.ts';

const names = mdnsNames('Lab Chat', 8322, 1, 1);
const isOwn = (address: string): boolean => ['10.0.0.1', '10.1.0.1', 'fe80::1'].includes(address);
const srv = (data: unknown, name = 'Lab Chat._http._tcp.local'): SeenRecord => ({
  name,
  type: 'SRV',
  ttl: 120,
  data,
});

describe('mdnsNames', () => {
  it('numbers host and service apart', () => {
    expect(mdnsNames('Lab Chat', 8322, 2, 1)).toEqual({
      hostName: 'lab-chat-2.local',
      serviceName: 'Lab Chat',
      port: 8322,
    });
    expect(mdnsNames('Lab Chat', 8322, 1, 3).serviceName).toBe('Lab Chat (3)');
  });

  it('asks for the host and both services', () => {
    expect(uniqueNames(names)).toEqual([
      'lab-chat.local',
      'Lab Chat._porchlight._tcp.local',
      'Lab Chat._http._tcp.local',
    ]);
  });
});

describe('findConflicts', () => {
  it.each<[string, SeenRecord, string[]]>([
    [
      'another machine’s address',
      { name: 'LAB-chat.local', type: 'A', ttl: 120, data: '10.0.0.9' },
      ['host'],
    ],
    [
      'another machine’s IPv6 address',
      { name: 'lab-chat.local', type: 'AAAA', ttl: 120, data: 'fe80::9' },
      ['host'],
    ],
    [
      'our address, from our other interface',
      { name: 'lab-chat.local', type: 'A', ttl: 120, data: '10.1.0.1' },
      [],
    ],
    [
      'our IPv6 address, from the system',
      { name: 'lab-chat.local', type: 'AAAA', ttl: 120, data: 'fe80::1' },
      [],
    ],
    ['a goodbye', { name: 'lab-chat.local', type: 'A', ttl: 0, data: '10.0.0.9' }, []],
    ['another name', { name: 'lab-chat-2.local', type: 'A', ttl: 120, data: '10.0.0.9' }, []],
    ['our own service', srv({ target: 'Lab-Chat.local', port: 8322 }), []],
    ['a service elsewhere', srv({ target: 'other.local', port: 8322 }), ['service']],
    ['a second host on this machine', srv({ target: 'lab-chat.local', port: 18_322 }), ['service']],
    ['a service of another type', srv({ target: 'x.local', port: 1 }, 'Lab Chat._ipp._tcp.local'), []],
    ['a broken record', srv(null), []],
  ])('%s', (_, record, expected) => {
    expect(findConflicts([record], names, isOwn).map(({ what }) => what)).toEqual(expected);
  });
});

describe('shouldYield', () => {
  it('moves exactly one of two hosts that share a host name', () => {
    const [atMine] = findConflicts([{ name: names.hostName, type: 'A', data: '10.0.0.9' }], names, isOwn);
    const [atTheirs] = findConflicts(
      [{ name: names.hostName, type: 'A', data: '10.0.0.1' }],
      names,
      () => false,
    );
    expect(shouldYield(atMine!, names, '10.0.0.1')).toBe(true);
    expect(shouldYield(atTheirs!, names, '10.0.0.9')).toBe(false);
  });

  it('moves exactly one of two services, by host and port', () => {
    const theirs = mdnsNames('Lab Chat', 18_322, 1, 1);
    const [atMine] = findConflicts([srv({ target: theirs.hostName, port: theirs.port })], names, isOwn);
    const [atTheirs] = findConflicts([srv({ target: names.hostName, port: names.port })], theirs, isOwn);
    expect(shouldYield(atMine!, names, '10.0.0.1')).toBe(true);
    expect(shouldYield(atTheirs!, theirs, '10.0.0.1')).toBe(false);
  });
});
