import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { candidatePorts, choosePort, listenOn, PortError } from '../../../server/discovery/choose-port.ts';

function systemError(code: string): Error {
  return Object.assign(new Error(`listen ${code}`), { code });
}

/** A machine on which some ports fail; resolves to the port. */
function listenExcept(failing: Record<number, string>) {
  const tried: number[] = [];
  const listen = async (port: number): Promise<number> => {
    tried.push(port);
    const code = failing[port];
    if (code !== undefined) throw systemError(code);
    return port;
  };
  return { tried, listen };
}

describe('choosePort', () => {
  it('takes 8322 where nothing was said', async () => {
    const { listen } = listenExcept({});
    expect(await choosePort({ explicitPort: null, keptPort: null, listen })).toBe(8322);
  });

  it('prefers the port of the last run', async () => {
    const { listen } = listenExcept({});
    expect(await choosePort({ explicitPort: null, keptPort: 28_322, listen })).toBe(28_322);
  });

  it('moves on from ports in use and from ports the system holds back', async () => {
    const { listen, tried } = listenExcept({ 30_000: 'EADDRINUSE', 8322: 'EACCES', 18_322: 'EADDRINUSE' });
    expect(await choosePort({ explicitPort: null, keptPort: 30_000, listen })).toBe(28_322);
    expect(tried).toEqual([30_000, 8322, 18_322, 28_322]);
  });

  it.each([
    ['EADDRINUSE', 'port_taken', 'Port 9000 is already in use by another program.'],
    ['EACCES', 'port_not_allowed', 'This system does not allow Porchlight to use port 9000.'],
    ['EADDRNOTAVAIL', 'address_not_here', 'The address given with --bind is not one of this computer’s.'],
  ])('tries only the port that was asked for: %s', async (systemCode, code, message) => {
    const { listen, tried } = listenExcept({ 9000: systemCode });
    const refusal = choosePort({ explicitPort: 9000, keptPort: 8322, listen });
    await expect(refusal).rejects.toMatchObject({ name: 'PortError', code, message });
    expect(tried).toEqual([9000]);
  });

  it('gives up when every port fails', async () => {
    const listen = async (): Promise<never> => {
      throw systemError('EADDRINUSE');
    };
    await expect(choosePort({ explicitPort: null, keptPort: null, listen })).rejects.toMatchObject({
      code: 'no_free_port',
    });
  });

  it('passes other errors on at once', async () => {
    const { listen, tried } = listenExcept({ 8322: 'EMFILE' });
    await expect(choosePort({ explicitPort: null, keptPort: null, listen })).rejects.toMatchObject({
      code: 'EMFILE',
    });
    expect(tried).toEqual([8322]);
  });

  it('stays below the ports of outgoing connections, far apart, without repeats', () => {
    for (const random of [() => 0, () => 0.999_999, Math.random]) {
      const ports = candidatePorts(8322, random);
      expect(new Set(ports).size).toBe(ports.length);
      expect(Math.max(...ports)).toBeLessThan(49_152);
      expect(ports.slice(0, 4)).toEqual([8322, 18_322, 28_322, 38_322]);
    }
  });
});

describe('with real servers', () => {
  it('takes another port when the kept one is in use, and refuses it when it was asked for', async () => {
    const first = await start({ explicitPort: 0, keptPort: null });
    const taken = portOf(first);

    const second = await start({ explicitPort: null, keptPort: taken });

    expect(portOf(second)).not.toBe(taken);
    await expect(start({ explicitPort: taken, keptPort: null })).rejects.toBeInstanceOf(PortError);
  });

  it('says so when the address is not one of this computer', async () => {
    const listen = (port: number) => listenOn(http.createServer(), port, '192.0.2.1');
    await expect(choosePort({ explicitPort: 0, keptPort: null, listen })).rejects.toMatchObject({
      code: 'address_not_here',
    });
  });

  async function start(ports: {
    explicitPort: number | null;
    keptPort: number | null;
  }): Promise<http.Server> {
    const listen = (port: number) => listenOn(http.createServer(), port, '127.0.0.1');
    const server = await choosePort({ ...ports, listen });
    onTestFinished(() => void server.close());
    return server;
  }

  function portOf(server: http.Server): number {
    return (server.address() as AddressInfo).port;
  }
});
