import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../../../server/protocol/http.ts';
import { makePicture, uploadFile } from '../../support/files.ts';
import { startHost, type HostProcess } from '../../support/host-process.ts';
import { callOk, joinAs, setUpOwner } from '../../support/people.ts';
import {
  SeedClient,
  seedAnswer,
  seedLogin,
  seedRoom,
  seedUpload,
  type SeedPerson,
} from '../../support/seed-client.ts';
import { connect, type WsClient } from '../../support/ws-client.ts';

const ROOM = '1';

let host: HostProcess;
let seedPerson: SeedPerson;
let porchPerson: SignedIn;
let seed: SeedClient;
let porch: WsClient;

beforeAll(async () => {
  host = await startHost();
  await setUpOwner(host);
  seedPerson = await seedLogin(host, 'seed-side', 'secret-1', '5');
  porchPerson = await joinAs(host, 'porch-side');
  seed = await SeedClient.online(host, seedPerson, 1);
  porch = await connect(host.url, { token: porchPerson.token });
  await porch.hello();
});
afterAll(async () => {
  await Promise.all([seed.close(), porch.close()]);
  await host.stop();
});

/** The message of this text, as Porchlight's client gets it. */
async function onThePorch(text: string, roomId?: string) {
  const event = await porch.waitForEvent(
    (each) =>
      each.kind === 'message.created' &&
      each.message.text === text &&
      (roomId === undefined || each.roomId === roomId),
  );
  if (event.kind !== 'message.created') throw new Error('waitForEvent found another kind');
  return event.message;
}

async function uploadToPorch() {
  return uploadFile(host, porchPerson.token, await makePicture('png', { red: 20 }), '照片.png');
}

describe('words', () => {
  it('go from the original’s client to Porchlight’s', async () => {
    seed.send(3, { uid: seedPerson.uid, room_id: ROOM, content: 'from the seed 🏮 <b>你好</b>' });
    const message = await onThePorch('from the seed 🏮 <b>你好</b>');
    expect(message).toMatchObject({ roomId: ROOM, senderId: seedPerson.uid, senderName: 'seed-side' });
  });

  it('go from Porchlight’s client to the original’s, once, with the same id in its history', async () => {
    const { messageId } = await porch.post(ROOM, 'from the porch 👩‍👩‍👧 & <i>all</i>', 'c1');
    const { data } = await seed.waitFor(3);
    expect(data).toMatchObject({
      uid: porchPerson.user.id,
      username: 'porch-side',
      avatar_id: porchPerson.user.avatarId,
      room_id: ROOM,
      content: 'from the porch 👩‍👩‍👧 &amp; &lt;i&gt;all&lt;/i&gt;',
      image_url: '',
    });
    const row = (await seedRoom(host, 1, seedPerson.token)).at(-1);
    expect(row).toMatchObject({ id: Number(messageId), content: data.content });
    // A repeat is acknowledged again, and shown to nobody twice.
    await porch.post(ROOM, 'from the porch 👩‍👩‍👧 & <i>all</i>', 'c1');
    await porch.post(ROOM, 'the next one', 'c2');
    await seed.waitFor(3, (frame) => frame.data.content === 'the next one');
    expect(seed.of(3)).toHaveLength(2);
  });

  it('longer than the original’s limit are shown whole', async () => {
    const long = '长'.repeat(2_000);
    await porch.post(ROOM, long, 'c3');
    await seed.waitFor(3, ({ data }) => data.content === long);
  });

  it('that are edited show their new text and time in the history', async () => {
    const { messageId } = await porch.post(ROOM, 'befor', 'c4');
    const before = (await seedRoom(host, 1, seedPerson.token)).at(-1);
    porch.send({ type: 'edit', messageId, text: 'before', requestId: 'e1' });
    await porch.waitFor('done');
    const after = (await seedRoom(host, 1, seedPerson.token)).at(-1);
    expect(after).toMatchObject({ id: before?.id, content: 'before', created_at: before?.created_at });
    expect(Date.parse(after?.updated_at ?? '')).toBeGreaterThanOrEqual(Date.parse(after?.created_at ?? ''));
  });
});

describe('pictures', () => {
  it('go from Porchlight’s client to the original’s, with an absolute address that opens', async () => {
    const file = await uploadToPorch();
    porch.send({ type: 'send', clientMessageId: 'p1', roomId: ROOM, text: '', fileIds: [file.id] });
    const { data } = await seed.waitFor(3, (frame) => frame.data.image_url !== '');
    expect(data.image_url.startsWith(`${host.url}/uploads/`)).toBe(true);
    expect(data.content).toBe(`<img src="${data.image_url}">`);
    expect((await fetch(data.image_url)).headers.get('content-type')).toBe('image/png');
    expect((await seedRoom(host, 1, seedPerson.token)).at(-1)).toMatchObject({
      content: data.content,
      image_url: data.image_url,
    });
  });

  it('keep the words beside them', async () => {
    const file = await uploadToPorch();
    porch.send({
      type: 'send',
      clientMessageId: 'p2',
      roomId: ROOM,
      text: 'look <here>',
      fileIds: [file.id],
    });
    const { data } = await seed.waitFor(3, (frame) => frame.data.content.startsWith('look'));
    expect(data.content).toBe(`look &lt;here&gt;\n<img src="${data.image_url}">`);
  });

  it('stay in order with the words around them', async () => {
    const file = await uploadToPorch();
    const from = seed.frames.length;
    for (const [id, text, fileIds] of [
      ['o1', 'one', []],
      ['o2', 'two', [file.id]],
      ['o3', 'three', []],
    ] as const)
      porch.send({ type: 'send', clientMessageId: id, roomId: ROOM, text, fileIds: [...fileIds] });
    await seed.waitFor(3, ({ data }) => data.content === 'three');
    expect(
      seed.frames
        .slice(from)
        .flatMap(({ status, data }) => (status === 3 ? data.content.split('\n')[0] : [])),
    ).toEqual(['one', 'two', 'three']);
  });

  it('go from the original’s client to Porchlight’s as a real file', async () => {
    const url = await seedUpload(host, seedPerson, await makePicture('jpeg'), '门廊.jpg');
    seed.send(3, { uid: seedPerson.uid, room_id: ROOM, image_url: url, content: `<img src="${url}">` });
    const event = await porch.waitForEvent(
      (each) =>
        each.kind === 'message.created' &&
        each.message.senderId === seedPerson.uid &&
        each.message.files.length > 0,
    );
    if (event.kind !== 'message.created') throw new Error('waitForEvent found another kind');
    expect(event.message.text).toBe('');
    const [file] = event.message.files;
    expect(file).toMatchObject({ name: '门廊.jpg', mime: 'image/jpeg', width: 30, height: 20 });
    const picture = await fetch(host.url + (file?.url ?? ''), {
      headers: { authorization: `Bearer ${porchPerson.token}` },
    });
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  });

  it('that lie elsewhere stay an address in the text, and nobody is made to fetch them', async () => {
    const url = 'https://iili.io/33o3vOg.md.jpg';
    seed.send(3, { uid: seedPerson.uid, room_id: ROOM, image_url: url, content: `<img src="${url}">` });
    expect((await onThePorch(url)).files).toEqual([]);
    const row = (await seedRoom(host, 1, seedPerson.token)).at(-1);
    expect(row).toMatchObject({ content: url, image_url: '' });
  });

  it('that are other files are told by name and address', async () => {
    const file = await uploadFile(host, porchPerson.token, Buffer.from('notes'), 'notes.txt');
    porch.send({ type: 'send', clientMessageId: 'f1', roomId: ROOM, text: '', fileIds: [file.id] });
    const { data } = await seed.waitFor(3, (frame) => frame.data.content.includes('notes.txt'));
    expect(data).toMatchObject({ content: `notes.txt ${host.url}${file.url}`, image_url: '' });
  });
});

describe('private messages', () => {
  it('go from the original’s client to Porchlight’s as a direct message', async () => {
    seed.send(5, { uid: seedPerson.uid, to_uid: porchPerson.user.id, room_id: ROOM, content: 'psst' });
    const message = await onThePorch('psst');
    const { rooms } = await callOk<{ rooms: { id: string; kind: string }[] }>(
      host,
      'GET',
      '/rooms',
      porchPerson,
    );
    expect(rooms.find(({ id }) => id === message.roomId)?.kind).toBe('direct');
  });

  it('go from Porchlight’s client to the original’s as status 5, with the room it sits in', async () => {
    const { room } = await callOk<{ room: { id: string } }>(host, 'POST', '/rooms', {
      ...porchPerson,
      body: { kind: 'direct', userId: seedPerson.uid },
    });
    await porch.post(room.id, 'psst back', 'd1');
    expect((await seed.waitFor(5)).data).toMatchObject({
      uid: porchPerson.user.id,
      to_uid: seedPerson.uid,
      room_id: ROOM,
      content: 'psst back',
    });
    const { data } = await seedAnswer<{ msg_list: object[]; room_id: string }>(
      host,
      'GET',
      `/private-chat?uid=${porchPerson.user.id}&room_id=1`,
      seedPerson,
    );
    expect(data.msg_list).toMatchObject([
      { content: 'psst', to_user_id: Number(porchPerson.user.id), room_id: 1 },
      { content: 'psst back', to_user_id: Number(seedPerson.uid), room_id: 1 },
    ]);
    expect(data.room_id).toBe('1');
  });

  it('are seen by nobody else, through either door', async () => {
    const stranger = await seedLogin(host, 'stranger');
    const { data } = await seedAnswer<{ list: object[] }>(
      host,
      'GET',
      `/pagination?room_id=1&uid=${porchPerson.user.id}`,
      stranger,
    );
    expect(data.list).toEqual([]);
    const watcher = await SeedClient.online(host, stranger, 1);
    seed.send(5, { uid: seedPerson.uid, to_uid: porchPerson.user.id, room_id: ROOM, content: 'secret' });
    await onThePorch('secret');
    seed.send(3, { uid: seedPerson.uid, room_id: ROOM, content: 'in the open' });
    await watcher.waitFor(3, (frame) => frame.data.content === 'in the open');
    expect(watcher.frames.some((frame) => JSON.stringify(frame).includes('secret'))).toBe(false);
    await watcher.close();
  });
});

describe('coming and going', () => {
  const numIn = async (roomId: number) => {
    const { data } = await seedAnswer<{ rooms: { id: number; num: number }[] }>(host, 'GET', '/', seedPerson);
    return data.rooms.find(({ id }) => id === roomId)?.num;
  };

  it('through Porchlight is seen by the original’s client, in the list, the count, and as 1 and 2', async () => {
    const guest = await joinAs(host, 'passing-by');
    const before = await numIn(1);
    const visit = await connect(host.url, { token: guest.token });
    await visit.hello();
    const came = await seed.waitFor(1, ({ data }) => data.uid === guest.user.id);
    expect(came.data).toMatchObject({ username: 'passing-by', room_id: ROOM });
    expect(await numIn(1)).toBe((before ?? 0) + 1);
    const lists = seed.of(4).length;
    seed.send(4, { uid: seedPerson.uid, room_id: ROOM });
    await expect.poll(() => seed.of(4).length).toBe(lists + 1);
    expect(
      seed
        .of(4)
        .at(-1)
        ?.data.list.map(({ uid }) => uid),
    ).toContain(guest.user.id);
    await visit.close();
    await expect
      .poll(() => seed.of(2).some(({ data }) => data.uid === guest.user.id), { timeout: 10_000 })
      .toBe(true);
    expect(await numIn(1)).toBe(before);
  });

  it('through the original’s door is seen by Porchlight’s presence', async () => {
    const person = await seedLogin(host, 'by-the-seed');
    const client = await SeedClient.online(host, person, 2);
    await porch.waitFor('presence', { where: ({ online }) => online.includes(person.uid) });
    await client.close();
    await porch.waitFor('presence', {
      where: ({ offline }) => offline.includes(person.uid),
      timeoutMs: 10_000,
    });
  });

  it('of one person through both doors counts once, and is over only when both are closed', async () => {
    const person = await seedLogin(host, 'both-doors');
    const before = await numIn(1);
    const client = await SeedClient.online(host, person, 1);
    const page = await connect(host.url, { token: person.token });
    await page.hello();
    expect(await numIn(1)).toBe((before ?? 0) + 1);
    await client.close();
    await page.post(ROOM, 'still here', 'b1');
    await seed.waitFor(3, ({ data }) => data.content === 'still here');
    expect(seed.of(2).some(({ data }) => data.uid === person.uid)).toBe(false);
    expect(await numIn(1)).toBe((before ?? 0) + 1);
    await page.close();
    await expect
      .poll(() => seed.of(2).some(({ data }) => data.uid === person.uid), { timeout: 10_000 })
      .toBe(true);
  });
});
