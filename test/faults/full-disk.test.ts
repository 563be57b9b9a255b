import path from 'node:path';
import { expect, test } from 'vitest';
import { LONG_TEXT } from '../support/bulk-writer.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { callApi, callOk, joinAs, setUpOwner } from '../support/people.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { readStoredLog, readWholeHistory } from '../support/stored-log.ts';
import { connect, type WsClient } from '../support/ws-client.ts';

const FRONT_PORCH = '1';
/** More long messages than fit into what a full disk has left over in files that exist already. */
const ATTEMPTS_MAX = 2_000;

test('on a full disk sends are refused by name, reading goes on, and nothing acknowledged is lost', async (context) => {
  const disk = await mountSmallDisk(24);
  if (!disk) {
    context.skip('a small disk can only be mounted by root on Linux');
    return;
  }
  const host = await startLastingHost({ flags: ['--no-rate-limits'], data: path.join(disk.path, 'data') });
  const owner = await setUpOwner(host.current);
  const ann = await joinAs(host.current, 'Ann');
  const [writer, reader] = [
    await connect(host.url, { token: ann.token }),
    await connect(host.url, { token: owner.token }),
  ];
  await writer.hello();
  await reader.hello();
  const acked: string[] = [];
  for (const name of ['first', 'second', 'third'])
    acked.push((await writer.post(FRONT_PORCH, LONG_TEXT, name)).messageId);

  await disk.fill();
  const { code, clientMessageId } = await postUntilRefused(writer, acked);
  expect(code).toBe('storage_full');

  // Everything that only reads goes on, for those who are here and those who come back.
  expect((await readWholeHistory(host, owner.token, FRONT_PORCH)).map(({ id }) => id)).toEqual(acked);
  expect((await callApi(host, 'GET', '/rooms', { token: owner.token })).status).toBe(200);
  const back = await connect(host.url, { token: owner.token });
  expect((await back.hello(Number(acked[0]) - 1)).user.username).toBe(owner.user.username);
  await back.waitForEvent((event) => event.seq === Number(acked.at(-1)));
  await reader.waitFor('presence', { where: (frame) => frame.online.includes(ann.user.id) });
  writer.send({ type: 'typing', roomId: FRONT_PORCH });
  await reader.waitFor('typing');
  // Others' writes fail as clearly, over HTTP too, and again and again.
  const refused = await callApi(host, 'POST', '/join', { body: { username: 'Ben' } });
  expect(refused.status).toBe(507);
  expect(await refused.json()).toMatchObject({ error: { code: 'storage_full' } });
  expect((await answerTo(writer, clientMessageId)).type).toBe('error');

  await disk.free();
  const again = await answerTo(writer, clientMessageId);
  if (again.type !== 'ack') throw new Error(`There is room again, but: ${JSON.stringify(again)}`);
  acked.push(again.messageId);
  acked.push((await writer.post(FRONT_PORCH, 'and on it goes', 'last')).messageId);
  await callOk(host, 'POST', '/join', { body: { username: 'Ben' } });
  await reader.waitForEvent((event) => event.seq === Number(acked.at(-1)));
  const seen = reader.events.flatMap((event) => (event.kind === 'message.created' ? [event.message.id] : []));
  expect(seen).toEqual(acked);

  // A power cut on top of it all.
  await host.kill();
  await host.start();
  expect((await readWholeHistory(host, owner.token, FRONT_PORCH)).map(({ id }) => id)).toEqual(acked);
  expect(await host.current.stop()).toEqual({ code: 0, signal: null });
  expect(readStoredLog(host.current.dataDir).messages.map(({ id }) => id)).toEqual(acked);
});

/** Posts long messages, one after the other, until the host refuses one; the ids of those it took join `acked`. */
async function postUntilRefused(writer: WsClient, acked: string[]) {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const clientMessageId = `long-${attempt}`;
    const answer = await answerTo(writer, clientMessageId);
    if (answer.type === 'error') return { code: answer.code, clientMessageId };
    acked.push(answer.messageId);
  }
  throw new Error(`The disk is full, and yet ${ATTEMPTS_MAX} messages were stored.`);
}

/** Sends a long message and gives whatever the host says to it. */
async function answerTo(writer: WsClient, clientMessageId: string) {
  const from = writer.frames.length;
  writer.send({ type: 'send', clientMessageId, roomId: FRONT_PORCH, text: LONG_TEXT });
  return Promise.race([
    writer.waitFor('ack', { from, where: (frame) => frame.clientMessageId === clientMessageId }),
    writer.waitFor('error', { from, where: (frame) => frame.clientMessageId === clientMessageId }),
  ]);
}
