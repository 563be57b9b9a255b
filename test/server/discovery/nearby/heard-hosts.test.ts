import { beforeEach, describe, expect, it } from 'vitest';
import { HeardHosts, SERVICE_NAME } from '../../../../server/discovery/nearby/heard-hosts.ts';
import type { SeenRecord } from '../../../../server/discovery/mdns-names.ts';
import { LIMITS } from '../../../../server/protocol/limits.ts';

const HERE = '10.0.0.1';

function announcement(name: string, address = '10.0.0.2', ttl = 4_500, port = 8322): SeenRecord[] {
  const instance = `${name}.${SERVICE_NAME}`;
  return [
    { name: SERVICE_NAME, type: 'PTR', ttl, data: instance },
    { name: instance, type: 'SRV', ttl, data: { target: `${name}.local`, port } },
    { name: `${name}.local`, type: 'A', ttl, data: address },
  ];
}

describe('HeardHosts', () => {
  let now: number;
  let heard: HeardHosts;
  const places = (): string[] => heard.list().map(({ address, port }) => `${address}:${port}`);

  beforeEach(() => {
    now = 0;
    heard = new HeardHosts(() => now);
  });

  it('knows a host by one packet, in whichever order its records stand', () => {
    expect(heard.hear(HERE, announcement('lab').toReversed())).toBe(true);
    expect(heard.list()).toMatchObject([{ interfaceAddress: HERE, address: '10.0.0.2', port: 8322 }]);
    expect(heard.hear(HERE, announcement('LAB'))).toBe(false);
  });

  it('forgets it at a goodbye and at the end of its time', () => {
    heard.hear(HERE, announcement('lab'));
    expect(heard.hear(HERE, [{ name: SERVICE_NAME, type: 'PTR', ttl: 0, data: `lab.${SERVICE_NAME}` }])).toBe(
      true,
    );
    expect(places()).toEqual([]);
    heard.hear(HERE, announcement('lab', '10.0.0.2', 120));
    now = 119_000;
    expect(places()).toHaveLength(1);
    now = 121_000;
    expect(places()).toEqual([]);
  });

  it('keeps nothing longer than the limit, whatever is announced', () => {
    heard.hear(HERE, announcement('lab', '10.0.0.2', 4_000_000_000));
    now = LIMITS.nearbyTtlMaxSeconds * 1000 + 1;
    expect(places()).toEqual([]);
  });

  it('follows a host that moves', () => {
    heard.hear(HERE, announcement('lab'));
    heard.hear(HERE, announcement('lab', '10.0.0.2', 4_500, 9000));
    expect(places()).toEqual(['10.0.0.2:9000']);
  });

  it('tells the same name on two networks apart', () => {
    heard.hear(HERE, announcement('lab'));
    heard.hear('10.9.0.1', announcement('lab', '10.9.0.2'));
    expect(places()).toEqual(['10.0.0.2:8322', '10.9.0.2:8322']);
  });

  it('is not filled by a flood, and recovers from one', () => {
    for (let index = 0; index < 5_000; index++)
      heard.hear(HERE, [{ name: SERVICE_NAME, type: 'PTR', ttl: 4_500, data: `x${index}.${SERVICE_NAME}` }]);
    heard.hear(HERE, announcement('lab'));
    expect(places()).toEqual([]);
    now = 11_000;
    heard.hear(HERE, announcement('lab'));
    expect(places()).toEqual(['10.0.0.2:8322']);
    for (let index = 0; index < 50; index++) heard.hear(HERE, announcement('lab', `10.0.1.${index}`));
    expect(places()).toHaveLength(4);
  });

  it('drops a place where nobody was, until it is announced anew', () => {
    heard.hear(HERE, announcement('lab'));
    const [place] = heard.list();
    heard.drop(place!);
    expect(places()).toEqual([]);
    heard.hear(HERE, announcement('lab'));
    expect(places()).toHaveLength(1);
  });

  it.each<[string, SeenRecord]>([
    [
      'a port out of range',
      { name: `lab.${SERVICE_NAME}`, type: 'SRV', ttl: 9, data: { target: 'x', port: 70_000 } },
    ],
    ['a place without a port', { name: `lab.${SERVICE_NAME}`, type: 'SRV', ttl: 9, data: { target: 'x' } }],
    ['a place that is none', { name: `lab.${SERVICE_NAME}`, type: 'SRV', ttl: 9, data: null }],
    ['an address that is none', { name: 'lab.local', type: 'A', ttl: 9, data: 'evil.example' }],
    ['an address of another sort', { name: 'lab.local', type: 'A', ttl: 9, data: { a: 1 } }],
    ['a name that is none', { name: SERVICE_NAME, type: 'PTR', ttl: 9, data: Buffer.from('x') }],
    ['a name too long', { name: SERVICE_NAME, type: 'PTR', ttl: 9, data: 'x'.repeat(300) }],
    ['another service', { name: '_http._tcp.local', type: 'PTR', ttl: 9, data: 'x._http._tcp.local' }],
  ])('passes over %s', (_title, record) => {
    heard.hear(HERE, announcement('lab'));
    expect(heard.hear(HERE, [record])).toBe(false);
    expect(places()).toEqual(['10.0.0.2:8322']);
  });
});
