import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DoctorReport, NearbyAnswer } from '../../../server/protocol/admin.ts';
import { DesktopHost } from '../../support/desktop-host.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';
import { makeTestNetwork, whyNoTestNetwork, type Machine, type TestNetwork } from './test-network.ts';

const run = promisify(execFile);
const obstacle = whyNoTestNetwork();
const title =
  obstacle === null ? 'two hosts on one network' : `two hosts on one network (skipped: ${obstacle})`;

interface Owned {
  host: DesktopHost;
  token: string;
}

/** A whole host on a machine of its own, on the network, with an owner. */
async function hostOn(machine: Machine, serverName: string): Promise<Owned> {
  const host = new DesktopHost(await tempDirForTest(), {
    flags: ['--port', '8322'],
    through: ['ip', 'netns', 'exec', machine.namespace],
  });
  await host.waitFor('listening');
  const { token } = await host.askFor('owner', { type: 'make-owner', username: 'Olive', serverName });
  return { host, token };
}

/** Calls a host's API on its own machine. */
async function call<Answer>(
  machine: Machine,
  { token }: Owned,
  method: string,
  path: string,
): Promise<Answer> {
  const code = `const answer = await fetch('http://127.0.0.1:8322/api/v1${path}', {
    method: '${method}', headers: { authorization: 'Bearer ${token}' } });
  console.log(await answer.text());`;
  const { stdout } = await run('ip', [
    'netns',
    'exec',
    machine.namespace,
    process.execPath,
    '--input-type=module',
    '-e',
    code,
  ]);
  return JSON.parse(stdout) as Answer;
}

describe.skipIf(obstacle !== null)(title, { timeout: 60_000 }, () => {
  let network: TestNetwork;

  beforeEach(async () => {
    network = await makeTestNetwork();
  });
  afterEach(() => network.remove(), 20_000);

  it('find each other, by name and with the people online, and notice when one goes', async () => {
    const porch = await hostOn(network.host, 'The Porch');
    const lab = await hostOn(network.client, 'The Lab');

    const [seen] = await Promise.all([
      porch.host.waitFor('nearby', ({ hosts }) => hosts.length === 1),
      lab.host.waitFor('nearby', ({ hosts }) => hosts.length === 1),
    ]);
    expect(seen.hosts).toEqual([
      {
        serverId: expect.stringMatching(/^[0-9a-f]{24}$/),
        name: 'The Lab',
        version: expect.stringMatching(/^\d/),
        url: expect.stringMatching(/^http:\/\/10\.7[78]\.0\.2:8322$/),
        peopleOnline: 0,
      },
    ]);
    const answer = await call<NearbyAnswer>(network.client, lab, 'GET', '/admin/nearby');
    expect(answer.hosts.map(({ name }) => name)).toEqual(['The Porch']);

    const before = porch.host.messages.length;
    await lab.host.ask({ type: 'stop' });
    await porch.host.waitFor('nearby', ({ hosts }) => hosts.length === 0, before);
    await porch.host.ask({ type: 'stop' });
    await porch.host.exited;
  });

  it('are examined by the doctor, who hears their announcement on every real adapter', async () => {
    const porch = await hostOn(network.host, 'The Porch');
    await porch.host.waitFor('state', ({ state }) => state.localName === 'the-porch.local');

    const report = await call<DoctorReport>(network.host, porch, 'POST', '/admin/doctor');

    expect(
      report.adapters.map(({ interfaceName, kind, isUseful, isReachable, isMdnsAnswering }) => ({
        interfaceName,
        kind,
        isUseful,
        isReachable,
        isMdnsAnswering,
      })),
    ).toEqual([
      { interfaceName: 'lan0', kind: 'ethernet', isUseful: true, isReachable: true, isMdnsAnswering: true },
      { interfaceName: 'lan1', kind: 'ethernet', isUseful: true, isReachable: true, isMdnsAnswering: true },
      { interfaceName: 'docker0', kind: 'docker', isUseful: false, isReachable: true, isMdnsAnswering: null },
    ]);
    const codes = report.findings.map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining(['mdns_working', 'several_networks', 'no_device_yet', 'port_open']),
    );
    expect(report.hasOtherDeviceArrived).toBe(false);

    await run('ip', [
      'netns',
      'exec',
      network.client.namespace,
      process.execPath,
      '-e',
      "fetch('http://10.78.0.1:8322/').then((answer) => answer.text())",
    ]);
    const { state } = await porch.host.waitFor('state', (message) => message.state.hasOtherDeviceArrived);
    expect(state.arrivals).toEqual([]);
    const after = await call<DoctorReport>(network.host, porch, 'POST', '/admin/doctor');
    expect(after.adapters.find(({ interfaceName }) => interfaceName === 'lan1')?.findings[0]).toMatchObject({
      level: 'good',
    });
    expect(after.adapters[1]?.findings.map(({ code }) => code)).toContain('arrived_here');
    expect(after.adapters[0]?.findings.map(({ code }) => code)).not.toContain('arrived_here');
    await porch.host.ask({ type: 'stop' });
    await porch.host.exited;
  });

  it('announces itself on a network that comes after a wake', async () => {
    const porch = await hostOn(network.host, 'The Porch');
    await porch.host.waitFor('state', ({ state }) => state.localName === 'the-porch.local');
    await network.host.ip('address', 'del', '10.77.0.1/24', 'dev', 'lan0');
    await network.host.ip('address', 'add', '10.77.0.9/24', 'dev', 'lan0');
    const before = porch.host.messages.length;

    await porch.host.askFor('done', { type: 'woke' });

    const { state } = await porch.host.waitFor(
      'state',
      (message) => message.state.addresses.some(({ address }) => address === '10.77.0.9'),
      before,
    );
    expect(state.addresses.some(({ address }) => address === '10.77.0.1')).toBe(false);
    await porch.host.ask({ type: 'stop' });
    await porch.host.exited;
  });
});
