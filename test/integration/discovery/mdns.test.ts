import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTestNetwork, until, whyNoTestNetwork, type Machine, type TestNetwork } from './test-network.ts';

interface FoundService {
  interfaceName: string;
  name: string;
  hostName: string;
  address: string;
  port: number;
  txt: string;
}

const obstacle = whyNoTestNetwork();
const title = obstacle === null ? 'mDNS, seen by Avahi on another machine' : `mDNS (skipped: ${obstacle})`;

describe.skipIf(obstacle !== null)(title, { timeout: 60_000 }, () => {
  let network: TestNetwork;

  beforeEach(async () => {
    network = await makeTestNetwork();
  });
  afterEach(() => network.remove(), 20_000);

  it('shows each network the one address that it can reach, without a default route', async () => {
    await network.client.startAvahi('visitor');
    const host = network.host.startHost('Lab Chat');
    await until(() => host.hostName === 'lab-chat.local');

    for (const type of ['_porchlight._tcp', '_http._tcp']) {
      let found: FoundService[] = [];
      await until(async () => (found = await browse(network.client, type)).length === 2);
      expect(found).toMatchObject([
        {
          interfaceName: 'lan0',
          name: 'Lab Chat',
          hostName: 'lab-chat.local',
          address: '10.77.0.1',
          port: 8322,
        },
        {
          interfaceName: 'lan1',
          name: 'Lab Chat',
          hostName: 'lab-chat.local',
          address: '10.78.0.1',
          port: 8322,
        },
      ]);
      for (const part of ['id=server-1', 'name=Lab Chat', 'version=0.1.0', 'path=/']) {
        expect(found[0]?.txt).toContain(`"${part}"`);
      }
    }
    const resolved = await network.client.avahi('avahi-resolve', ['-4', '-n', 'lab-chat.local']);
    expect(resolved).toMatch(/lab-chat\.local\s+10\.7[78]\.0\.1/);
    expect(host.told.filter((line) => 'warn' in line)).toEqual([]);
  });

  it('says goodbye at once when it stops', async () => {
    await network.client.startAvahi('visitor');
    const host = network.host.startHost('Lab Chat');
    await until(async () => (await browse(network.client, '_porchlight._tcp')).length === 2);
    const live = network.client.startAvahiTool('avahi-browse', ['-p', '_porchlight._tcp']);
    await until(() => live.lines.filter((line) => line.startsWith('+')).length === 2);

    const { exitCode } = await host.stop();

    expect(exitCode).toBe(0);
    expect(host.told.at(-1)?.['stoppedAfterMs']).toBeLessThan(1_200);
    await until(() => live.lines.filter((line) => line.startsWith('-')).length === 2, 3_000);
  });

  it('takes the next name when another machine has the .local name', async () => {
    await network.client.startAvahi('lab-chat');
    const host = network.host.startHost('Lab Chat');

    await until(() => host.hostName === 'lab-chat-2.local');

    await until(async () => (await browse(network.client, '_porchlight._tcp')).length === 2);
    const found = await browse(network.client, '_porchlight._tcp');
    expect(found[0]).toMatchObject({ name: 'Lab Chat', hostName: 'lab-chat-2.local' });
  });

  it('numbers the service when another machine offers one of that name', async () => {
    await network.client.startAvahi('visitor');
    const service = ['-s', 'Lab Chat', '_porchlight._tcp', '9000'];
    network.client.startAvahiTool('avahi-publish', service);
    await until(async () => (await network.client.avahi('avahi-browse', ['-pt', '_porchlight._tcp'])) !== '');
    const host = network.host.startHost('Lab Chat');

    await until(() => host.hostName === 'lab-chat.local');

    await until(async () =>
      (await browse(network.client, '_porchlight._tcp')).some(({ name }) => name === 'Lab Chat (2)'),
    );
  });

  it('leaves exactly one of two hosts with the name when both start at once', async () => {
    const first = network.host.startHost('Lab Chat');
    const second = network.client.startHost('Lab Chat');

    await until(() => typeof first.hostName === 'string' && typeof second.hostName === 'string');
    await until(() => first.hostName !== second.hostName);

    const names = [first.hostName, second.hostName].toSorted();
    expect(names).toEqual(['lab-chat-2.local', 'lab-chat.local']);
  });

  it('follows a new address and a new name', async () => {
    await network.client.startAvahi('visitor');
    const host = network.host.startHost('Lab Chat');
    await until(async () => (await browse(network.client, '_porchlight._tcp')).length === 2);

    await network.host.ip('address', 'del', '10.77.0.1/24', 'dev', 'lan0');
    await network.host.ip('address', 'add', '10.77.0.9/24', 'dev', 'lan0');
    host.command('look');
    await until(async () =>
      (await browse(network.client, '_porchlight._tcp')).some(({ address }) => address === '10.77.0.9'),
    );

    host.command('rename Kitchen');
    await until(() => host.hostName === 'kitchen.local');
    await until(async () => {
      const found = await browse(network.client, '_porchlight._tcp');
      return found.length === 2 && found.every(({ name }) => name === 'Kitchen');
    });
  });

  it('starts and stops quietly without any network, and announces once there is one', async () => {
    for (const name of ['lan0', 'lan1', 'docker0']) await network.host.ip('link', 'set', name, 'down');
    for (const lan of [0, 1])
      await network.host.ip('address', 'del', `10.${77 + lan}.0.1/24`, 'dev', `lan${lan}`);
    const host = network.host.startHost('Lab Chat');
    await until(() => host.told.some((line) => 'started' in line));

    await network.host.ip('address', 'add', '10.77.0.1/24', 'dev', 'lan0');
    await network.host.ip('link', 'set', 'lan0', 'up');
    host.command('look');
    await until(() => host.hostName === 'lab-chat.local');

    await network.host.ip('link', 'set', 'lan0', 'down');
    expect(await host.stop()).toEqual({ exitCode: 0 });
    expect(host.told.at(-1)?.['stoppedAfterMs']).toBeLessThan(1_200);
  });
});

/** What Avahi finds and resolves, IPv4 only, by interface. */
async function browse(machine: Machine, type: string): Promise<FoundService[]> {
  const output = await machine.avahi('avahi-browse', ['-rpt', type]);
  return output
    .split('\n')
    .filter((line) => line.startsWith('=') && line.includes(';IPv4;'))
    .map((line) => line.split(';'))
    .map(([, interfaceName = '', , name = '', , , hostName = '', address = '', port = '', txt = '']) => ({
      interfaceName,
      name: name.replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number(code))),
      hostName,
      address,
      port: Number(port),
      txt,
    }))
    .toSorted((a, b) => a.interfaceName.localeCompare(b.interfaceName));
}
