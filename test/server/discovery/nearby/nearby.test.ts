import type os from 'node:os';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostCall } from '../../../../server/discovery/call-host.ts';
import type { SeenRecord } from '../../../../server/discovery/mdns-names.ts';
import { SERVICE_NAME } from '../../../../server/discovery/nearby/heard-hosts.ts';
import { Nearby } from '../../../../server/discovery/nearby/nearby.ts';
import type { NearbyHost } from '../../../../server/protocol/admin.ts';
import { LIMITS } from '../../../../server/protocol/limits.ts';

const OWN_ID = 'a'.repeat(24);
const LAN: os.NetworkInterfaceInfo = {
  address: '10.0.0.1',
  cidr: '10.0.0.1/24',
  internal: false,
  family: 'IPv4',
  netmask: '255.255.255.0',
  mac: '',
};

describe('Nearby', () => {
  let asked: number;
  let called: string[];
  let answers: Record<string, HostCall>;
  let told: NearbyHost[][];
  let nearby: Nearby;

  beforeEach(() => {
    vi.useFakeTimers();
    asked = 0;
    called = [];
    answers = {};
    told = [];
    nearby = new Nearby({
      serverId: OWN_ID,
      ask: () => asked++,
      readInterfaces: () => ({ eth0: [LAN] }),
      call: async (url) => {
        called.push(url);
        return answers[url] ?? { kind: 'silent' };
      },
    });
  });
  afterEach(() => {
    nearby.stop();
    vi.useRealTimers();
  });

  function announce(name: string, address: string, ttl = 120): void {
    const instance = `${name}.${SERVICE_NAME}`;
    const records: SeenRecord[] = [
      { name: SERVICE_NAME, type: 'PTR', ttl, data: instance },
      { name: instance, type: 'SRV', ttl, data: { target: `${name}.local`, port: 8322 } },
      { name: `${name}.local`, type: 'A', ttl, data: address },
    ];
    nearby.hear('10.0.0.1', records);
  }

  function answer(address: string, id: string, peopleOnline?: number, setupRequired = false): void {
    answers[`http://${address}:8322`] = {
      kind: 'host',
      host: {
        id: id.repeat(24),
        name: `Host ${id}`,
        version: '0.1.0',
        setupRequired,
        ...(peopleOnline !== undefined && { peopleOnline }),
      },
    };
  }

  const look = async (): Promise<string[]> => {
    const looking = nearby.look();
    await vi.advanceTimersByTimeAsync(1_000);
    return (await looking).map(({ name, peopleOnline }) => `${name}: ${peopleOnline}`);
  };

  it('lists who answers, and calls nobody before somebody wants to know', async () => {
    announce('lab', '10.0.0.2');
    announce('den', '10.0.0.3');
    answer('10.0.0.2', 'b', 4);
    answer('10.0.0.3', 'c');
    await vi.advanceTimersByTimeAsync(60_000);
    expect([asked, called]).toEqual([0, []]);
    expect(await look()).toEqual(['Host b: 4', 'Host c: null']);
    expect(asked).toBe(1);
  });

  it('leaves out itself, hosts that are not set up, and what is no host', async () => {
    for (const [name, address] of [
      ['self', '10.0.0.4'],
      ['new', '10.0.0.5'],
      ['printer', '10.0.0.6'],
      ['router', '10.9.0.1'],
    ] as const)
      announce(name, address);
    answer('10.0.0.4', 'a');
    answer('10.0.0.5', 'e', 0, true);
    answers['http://10.0.0.6:8322'] = { kind: 'other' };
    expect(await look()).toEqual([]);
    expect(called).not.toContain('http://10.9.0.1:8322');
  });

  it('lists a host once, although it is announced twice', async () => {
    announce('lab', '10.0.0.2');
    announce('lab (2)', '10.0.0.7');
    answer('10.0.0.2', 'b', 1);
    answer('10.0.0.7', 'b', 1);
    expect(await look()).toEqual(['Host b: 1']);
  });

  it('calls nobody again within a moment', async () => {
    announce('lab', '10.0.0.2');
    answer('10.0.0.2', 'b', 1);
    await Promise.all([look(), look()]);
    await look();
    expect(called).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(LIMITS.nearbyFreshMs);
    await look();
    expect(called).toHaveLength(2);
  });

  it('tells a watcher of those who come, change and go', async () => {
    const end = nearby.watch((hosts) => told.push(hosts));
    await vi.advanceTimersByTimeAsync(1_000);
    answer('10.0.0.2', 'b', 1);
    announce('lab', '10.0.0.2');
    await vi.advanceTimersByTimeAsync(1_000);
    answer('10.0.0.2', 'b', 2);
    await vi.advanceTimersByTimeAsync(LIMITS.nearbyFreshMs * 2);
    announce('lab', '10.0.0.2', 0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told.map((hosts) => hosts.map(({ peopleOnline }) => peopleOnline))).toEqual([[1], [2], []]);
    end();
    const before = called.length;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(called).toHaveLength(before);
  });

  it('forgets a host that went without a goodbye as soon as it does not answer', async () => {
    nearby.watch((hosts) => told.push(hosts));
    answer('10.0.0.2', 'b', 1);
    announce('lab', '10.0.0.2', 4_000);
    await vi.advanceTimersByTimeAsync(2_000);
    answers = {};
    await vi.advanceTimersByTimeAsync(LIMITS.nearbyFreshMs * 2);
    expect(told.at(-1)).toEqual([]);
  });

  it('asks anew at once where the host comes onto a network, and forgets all after a sleep', async () => {
    nearby.watch((hosts) => told.push(hosts));
    await vi.advanceTimersByTimeAsync(1_000);
    nearby.askAnew();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toBe(2);
    answer('10.0.0.2', 'b', 1);
    announce('lab', '10.0.0.2');
    await vi.advanceTimersByTimeAsync(1_000);
    nearby.forget();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told.at(-1)).toEqual([]);
  });
});
