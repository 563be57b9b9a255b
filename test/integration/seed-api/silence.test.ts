import { setInterval } from 'node:timers';
import { expect, it } from 'vitest';
import { startHost } from '../../support/host-process.ts';
import { setUpOwner } from '../../support/people.ts';
import { SeedClient, seedLogin } from '../../support/seed-client.ts';

it('closes a connection that is silent for 60 seconds, and none that sends its heartbeat', async () => {
  const host = await startHost();
  try {
    await setUpOwner(host);
    const silent = await SeedClient.online(host, await seedLogin(host, 'silent'), 1);
    const since = performance.now();
    const beating = await SeedClient.online(host, await seedLogin(host, 'beating'), 1);
    // The pace of the original's client library.
    const beat = setInterval(() => beating.sendText('heartbeat'), 15_000);
    const { code } = await silent.closed;
    const seconds = (performance.now() - since) / 1000;
    clearInterval(beat);
    expect(code).toBe(4408);
    expect(seconds).toBeGreaterThan(59);
    expect(seconds).toBeLessThan(65);
    expect((await beating.waitFor(2)).data.username).toBe('silent');
    await beating.settled();
    await beating.close();
  } finally {
    await host.stop();
  }
}, 90_000);
