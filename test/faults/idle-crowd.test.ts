import { readFileSync } from 'node:fs';
import { connect as connectSocket, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { SignedIn } from '../../server/protocol/http.ts';
import { LIMITS } from '../../server/protocol/limits.ts';
import { textFrameBytes, upgradeRequest } from '../support/faults/raw-socket.ts';
import { inForm } from '../support/faults/form.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { callApi, joinAs, setUpOwner } from '../support/people.ts';
import { residentBytes } from '../support/process-memory.ts';
import { until } from '../support/until.ts';
import { connect } from '../support/ws-client.ts';

const FRONT_PORCH = '1';
const KIB = 1_024;
const CONNECTIONS = inForm({ short: 500, long: 10_000 });
/** A socket, its parser, its place in the rooms. */
const EACH_MAX_KIB = 40;
/** The host's own files, and this process's. */
const SPARE_DESCRIPTORS = 500;

test.runIf(process.platform === 'linux')(
  `${CONNECTIONS} connections that say nothing cost a bounded memory, all hear a word, and delay nobody`,
  async (context) => {
    const descriptors = Number(
      /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1],
    );
    if (descriptors < CONNECTIONS + SPARE_DESCRIPTORS) {
      context.skip(
        `this takes ${CONNECTIONS + SPARE_DESCRIPTORS} open files, and "ulimit -n" says ${descriptors}`,
      );
      return;
    }
    const { current: host } = await startLastingHost({ flags: ['--no-rate-limits'] });
    const owner = await setUpOwner(host);
    const people: SignedIn[] = [];
    for (let index = 0; index < CONNECTIONS / (LIMITS.connectionsPerUserMax - 1); index++)
      people.push(await joinAs(host, `Idle ${index}`));
    const before = await residentBytes(host.pid);
    const crowd: Idler[] = [];
    onTestFinished(() => crowd.forEach(({ socket }) => socket.destroy()));
    for (let index = 0; index < CONNECTIONS; index += 100) {
      const more = Array.from(
        { length: 100 },
        (_, place) => new Idler(host.port, people[(index + place) % people.length]!.token),
      );
      crowd.push(...more);
      await until(() => more.every(({ text }) => text.includes('"welcome"')), 'the welcome of a hundred');
    }
    const eachKib = ((await residentBytes(host.pid)) - before) / KIB / CONNECTIONS;
    console.log(`idle-crowd: ${eachKib.toFixed(1)} KiB a connection`);
    expect(eachKib).toBeLessThan(EACH_MAX_KIB);

    const writer = await connect(host.url, { token: owner.token });
    await writer.hello();
    await writer.post(FRONT_PORCH, 'Is anybody there?', 'anybody');
    await until(
      () => crowd.every(({ text }) => text.includes('Is anybody there?')),
      () =>
        `${crowd.filter(({ text }) => text.includes('Is anybody there?')).length} of ${CONNECTIONS} heard it`,
    );
    for (const { text } of crowd) expect(text.split('Is anybody there?')).toHaveLength(2);
    expect((await callApi(host, 'GET', '/rooms', { token: owner.token })).status).toBe(200);
    expect(await host.stop()).toEqual({ code: 0, signal: null });
  },
);

/** As little of a client as can be, so that this process is not what is measured. */
class Idler {
  readonly socket: Socket;
  /** What came of late, as text; frames' headers are somewhere in it. */
  text = '';

  constructor(port: number, token: string) {
    this.socket = connectSocket(port, '127.0.0.1');
    this.socket.on('error', () => undefined);
    this.socket.on('data', (chunk: Buffer) => {
      this.text = (this.text + chunk.toString('latin1')).slice(-4_000);
      // The welcome is long, and its end is all that the wait above needs.
      if (chunk.includes('"welcome"')) this.text = `"welcome"${this.text}`;
    });
    this.socket.write(upgradeRequest('/api/v1/ws', port, { Authorization: `Bearer ${token}` }));
    this.socket.write(textFrameBytes('{"type":"hello","since":null}'));
  }
}
