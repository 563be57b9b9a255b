import { expect, test } from 'vitest';
import { CLOSE } from '../../server/protocol/close-codes.ts';
import { LIMITS } from '../../server/protocol/limits.ts';
import { inForm } from '../support/faults/form.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { joinAs, setUpOwner } from '../support/people.ts';
import { readStoredLog } from '../support/stored-log.ts';
import { until } from '../support/until.ts';
import { connect, type WsClient } from '../support/ws-client.ts';

const FRONT_PORCH = '1';
const FLOODERS = inForm({ short: 5, long: 40 });
const EACH = LIMITS.sendsBurst + 2 * LIMITS.rateStrikesMax;

test(`${FLOODERS} who send without pause are refused or let go, and nobody else waits for them`, async () => {
  const { current: host } = await startLastingHost();
  const owner = await setUpOwner(host);
  const polite = await connect(host.url, { token: owner.token });
  await polite.hello();
  const flooders: WsClient[] = [];
  for (let index = 0; index < FLOODERS; index++) {
    const client = await connect(host.url, { token: (await joinAs(host, `Flood ${index}`)).token });
    await client.hello();
    flooders.push(client);
  }
  for (let index = 0; index < EACH; index++) {
    for (const client of flooders)
      client.send({ type: 'send', clientMessageId: `flood-${index}`, roomId: FRONT_PORCH, text: 'me me me' });
  }
  for (let index = 0; index < 10; index++) await polite.post(FRONT_PORCH, 'after you', `polite-${index}`);
  // A fast machine refuses so many in a row that it lets them go (4429); a slow one lets one through in between.
  await until(
    () => flooders.every((client) => !client.isOpen || answersOf(client).length === EACH),
    () => flooders.map((client) => answersOf(client).length).join(),
  );
  const ends = await Promise.all(flooders.filter(({ isOpen }) => !isOpen).map(({ closed }) => closed));
  expect(ends.filter(({ code }) => code !== CLOSE.tooMany)).toEqual([]);
  await host.stop();
  const stored = new Set(readStoredLog(host.dataDir).messages.map(({ id }) => id));
  for (const client of flooders) {
    const acks = client.frames.flatMap((frame) => (frame.type === 'ack' ? [frame.messageId] : []));
    expect(acks.filter((id) => !stored.has(id))).toEqual([]);
    const codes = new Set(client.frames.flatMap((frame) => (frame.type === 'error' ? [frame.code] : [])));
    expect([...codes].filter((code) => code !== 'rate_limited')).toEqual([]);
  }
});

function answersOf(client: WsClient) {
  return client.frames.filter((frame) => frame.type === 'ack' || frame.type === 'error');
}
