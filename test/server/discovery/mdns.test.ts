import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMdnsAnnouncer, type MdnsOptions } from '../../../server/discovery/mdns.ts';
import type { MdnsInterface, MdnsInterfaceOptions } from '../../../server/discovery/mdns-interface.ts';
import type { MdnsNames } from '../../../server/discovery/mdns-names.ts';
import type { AddressKind, NetworkAddress } from '../../../server/discovery/network-addresses.ts';
import type { Logger } from '../../../server/logging/logger.ts';

/** Answers during the probe, as another machine would. */
let neighbour: (names: MdnsNames, options: MdnsInterfaceOptions) => void;
let interfaces: (MdnsInterface & { options: MdnsInterfaceOptions; isClosed: boolean })[];
let warnings: string[];
let hostNames: (string | null)[];

beforeEach(() => {
  vi.useFakeTimers();
  neighbour = () => undefined;
  interfaces = [];
  warnings = [];
  hostNames = [];
});
afterEach(() => {
  vi.useRealTimers();
});

describe('createMdnsAnnouncer', () => {
  it('announces on real IPv4 networks alone', async () => {
    const mdns = announcer();
    mdns.update([
      address('192.168.1.5', 'wifi'),
      address('10.8.0.2', 'vpn'),
      address('172.17.0.1', 'docker'),
      address('127.0.0.1', 'loopback'),
      { ...address('fd00::5', 'ethernet'), family: 'IPv6' },
      address('169.254.1.1', 'link-local'),
    ]);
    await settled();

    expect(openAddresses()).toEqual(['192.168.1.5', '169.254.1.1']);
    expect(hostNames).toEqual(['lab-chat.local']);
  });

  it('counts up while somebody answers for the name', async () => {
    const taken = ['lab-chat.local', 'lab-chat-2.local'];
    neighbour = ({ hostName }, { onRecords }) => {
      if (taken.includes(hostName)) onRecords([{ name: hostName, type: 'A', ttl: 120, data: '192.168.1.9' }]);
    };
    const mdns = announcer();
    mdns.update([address('192.168.1.5', 'wifi')]);
    await settled();

    expect(mdns.hostName()).toBe('lab-chat-3.local');
    expect(interfaces[0]?.announced?.serviceName).toBe('Lab Chat');
  });

  it('gives up on a network where every name is taken, and says so once', async () => {
    neighbour = ({ hostName }, { onRecords }) =>
      onRecords([{ name: hostName, type: 'A', ttl: 120, data: '192.168.1.9' }]);
    announcer().update([address('192.168.1.5', 'wifi')]);
    await settled();

    expect(warnings).toEqual(['mdns_no_free_name']);
    expect(hostNames).toEqual([]);
  });

  it('tries the plain name again on another network', async () => {
    neighbour = ({ hostName }, { onRecords }) => {
      if (hostName === 'lab-chat.local')
        onRecords([{ name: hostName, type: 'A', ttl: 120, data: '192.168.1.9' }]);
    };
    const mdns = announcer();
    mdns.update([address('192.168.1.5', 'wifi')]);
    await settled();
    neighbour = () => undefined;
    mdns.update([address('10.0.0.5', 'wifi')]);
    await settled();

    expect(hostNames).toEqual(['lab-chat-2.local', null, 'lab-chat.local']);
    expect(interfaces.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  it('keeps the interfaces that stay when the network changes', async () => {
    const mdns = announcer();
    mdns.update([address('192.168.1.5', 'wifi')]);
    await settled();
    mdns.update([address('192.168.1.5', 'wifi'), address('10.0.0.5', 'ethernet')]);
    await settled();

    expect(interfaces).toHaveLength(2);
    expect(interfaces.every(({ isClosed }) => !isClosed)).toBe(true);
  });

  it('announces anew after sleep', async () => {
    const mdns = announcer();
    mdns.update([address('192.168.1.5', 'wifi')]);
    await settled();
    mdns.update([address('192.168.1.5', 'wifi')], 'woke');
    await settled();

    expect(interfaces.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    expect(mdns.hostName()).toBe('lab-chat.local');
  });

  it('yields to a greater claim that turns up later, and stands against a smaller one', async () => {
    const mdns = announcer();
    mdns.update([address('192.168.1.5', 'wifi')]);
    await settled();
    const claim = (data: string): void =>
      interfaces[0]?.options.onRecords([{ name: 'lab-chat.local', type: 'A', ttl: 120, data }]);

    claim('192.168.1.4');
    await settled();
    expect(mdns.hostName()).toBe('lab-chat.local');
    claim('192.168.1.20');
    await settled();
    expect(mdns.hostName()).toBe('lab-chat-2.local');
  });

  it('warns and goes on when an interface can’t be opened', async () => {
    const mdns = announcer({
      openInterface: (options) => {
        if (options.address === '10.0.0.5') throw new Error('EACCES');
        return fakeInterface(options);
      },
    });
    mdns.update([address('10.0.0.5', 'ethernet'), address('192.168.1.5', 'wifi')]);
    await settled();

    expect(warnings).toEqual(['mdns_socket_failed']);
    expect(mdns.hostName()).toBe('lab-chat.local');
  });

  it('claims no name where no announcement went out', async () => {
    const mdns = announcer({
      openInterface: (options) => ({
        ...fakeInterface(options),
        announce: () => Promise.reject(new Error('not joined')),
      }),
    });
    mdns.update([address('192.168.1.5', 'wifi')]);
    await settled();

    expect(warnings).toEqual(['mdns_announce_failed']);
    expect(mdns.hostName()).toBeNull();
  });

  it('tells the same problem of an interface once', async () => {
    announcer().update([address('192.168.1.5', 'wifi')]);
    await settled();
    for (let round = 0; round < 3; round++)
      interfaces[0]?.options.onProblem('mdns_send_failed', new Error('down'));

    expect(warnings).toEqual(['mdns_send_failed']);
  });

  it('waits at most a second for goodbyes', async () => {
    const mdns = announcer({
      openInterface: (options) => ({ ...fakeInterface(options), close: () => new Promise(() => undefined) }),
    });
    mdns.update([address('192.168.1.5', 'wifi')]);
    await settled();
    const stopped = vi.fn();
    void mdns.stop().then(stopped);

    await vi.advanceTimersByTimeAsync(1_000);
    expect(stopped).toHaveBeenCalledOnce();
  });

  it('opens nothing once it is stopped, even while a probe is under way', async () => {
    const mdns = announcer();
    mdns.update([address('192.168.1.5', 'wifi')]);
    await mdns.stop();
    await settled();
    mdns.update([address('10.0.0.5', 'wifi')]);
    await settled();

    expect(interfaces.every(({ isClosed, announced }) => isClosed && announced === null)).toBe(true);
    expect(hostNames).toEqual([]);
  });
});

function announcer(options: Partial<MdnsOptions> = {}) {
  const logger: Logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: (event) => warnings.push(event),
    error: () => undefined,
    child: () => logger,
  };
  return createMdnsAnnouncer({
    serverId: 's1',
    name: 'Lab Chat',
    version: '0.1.0',
    port: 8322,
    logger,
    onHostName: (hostName) => hostNames.push(hostName),
    readOwnAddresses: () => [],
    openInterface: fakeInterface,
    ...options,
  });
}

function fakeInterface(options: MdnsInterfaceOptions): MdnsInterface {
  const fake = {
    address: options.address,
    announced: null as MdnsNames | null,
    options,
    isClosed: false,
    async probe(names: MdnsNames) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      neighbour(names, options);
    },
    async announce(names: MdnsNames) {
      if (!fake.isClosed) fake.announced = names;
    },
    ask: () => undefined,
    async close() {
      fake.isClosed = true;
      fake.announced = null;
    },
  };
  interfaces.push(fake);
  return fake;
}

async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(10_000);
}

function openAddresses(): string[] {
  return interfaces.filter(({ isClosed }) => !isClosed).map((each) => each.address);
}

function address(text: string, kind: AddressKind): NetworkAddress {
  return { address: text, family: 'IPv4', interfaceName: `if-${text}`, kind };
}
