import { describe, expect, it } from 'vitest';
import type { RoomAnswer, RoomsAnswer, SignedIn } from '../../server/protocol/http.ts';
import type { Room } from '../../server/protocol/room.ts';
import { callOk } from '../support/people.ts';
import { sharedHost } from './support/shared-host.ts';

const PASSWORD = 'lamp on the porch';

describe('read markers', () => {
  const shared = sharedHost();

  async function roomOf(person: SignedIn, roomId: string): Promise<Room | undefined> {
    const { rooms } = await shared.ok<RoomsAnswer>(person, 'GET', '/rooms');
    return rooms.find(({ id }) => id === roomId);
  }
  async function directRoom(one: SignedIn, other: SignedIn): Promise<string> {
    return (await shared.ok<RoomAnswer>(one, 'POST', '/rooms', { kind: 'direct', userId: other.user.id }))
      .room.id;
  }

  it('count what others wrote since one came, until it is read', async () => {
    const ann = await shared.newcomer();
    const anns = await shared.online(ann);
    await anns.post('1', 'before Bo came', 'u0');
    const bo = await shared.newcomer();
    const bos = await shared.online(bo);
    expect(await roomOf(bo, '1')).toMatchObject({ unreadCount: 0 });
    const acks = [];
    for (const i of [1, 2, 3]) acks.push(await anns.post('1', `${i}`, `u${i}`));
    await bos.post('1', 'my own', 'mine');
    expect(await roomOf(bo, '1')).toMatchObject({ unreadCount: 3 });

    bos.send({ type: 'read', roomId: '1', seq: acks[1]!.seq, requestId: 'r' });
    await bos.waitFor('done');
    const moved = await bos.waitForEvent((event) => event.kind === 'read.moved');
    expect(moved).toMatchObject({ roomId: '1', userId: bo.user.id, readSeq: acks[1]!.seq });
    expect(await roomOf(bo, '1')).toMatchObject({ unreadCount: 1, lastReadSeq: acks[1]!.seq });
    // Of a room that everybody is in, nobody else hears who has read what.
    const { seq } = await bos.post('1', 'a sign', 'sign');
    await anns.waitForEvent((event) => event.seq === seq);
    expect(anns.events.filter((event) => event.kind === 'read.moved')).toEqual([]);
  });

  it('reach one’s other devices', async () => {
    await shared.ok(shared.owner, 'PATCH', '/admin/settings', { oneSessionPerAccount: false });
    const phone = await shared.newcomer(PASSWORD);
    const laptop = await callOk<SignedIn>(shared.host, 'POST', '/session', {
      body: { username: phone.user.username, password: PASSWORD },
    });
    const owners = await shared.online(shared.owner);
    const { seq } = await owners.post('1', 'news', 'news');
    const [phones, laptops] = await Promise.all([shared.online(phone), shared.online(laptop)]);
    phones.send({ type: 'read', roomId: '1', seq });
    const moved = await laptops.waitForEvent((event) => event.kind === 'read.moved');
    expect(moved).toMatchObject({ roomId: '1', userId: phone.user.id, readSeq: seq });
    await shared.ok(shared.owner, 'PATCH', '/admin/settings', { oneSessionPerAccount: true });
  });

  it('tell the other person of a direct room', async () => {
    const [ann, bo] = await Promise.all([shared.newcomer(), shared.newcomer()]);
    const roomId = await directRoom(ann, bo);
    const [anns, bos] = await Promise.all([shared.online(ann), shared.online(bo)]);
    const { seq } = await anns.post(roomId, 'seen?', 'seen');
    expect(await roomOf(ann, roomId)).toMatchObject({ otherReadSeq: 0 });
    expect(await roomOf(bo, roomId)).toMatchObject({ unreadCount: 1 });
    bos.send({ type: 'read', roomId, seq });
    const moved = await anns.waitForEvent((event) => event.kind === 'read.moved');
    expect(moved).toMatchObject({ roomId, userId: bo.user.id, readSeq: seq });
    expect(await roomOf(ann, roomId)).toMatchObject({ otherReadSeq: seq });
    expect(await roomOf(bo, roomId)).toMatchObject({ unreadCount: 0, lastReadSeq: seq });
  });

  it('gather a burst of scrolling into its end', async () => {
    const [ann, bo] = await Promise.all([shared.newcomer(), shared.newcomer()]);
    const roomId = await directRoom(ann, bo);
    const [anns, bos] = await Promise.all([shared.online(ann), shared.online(bo)]);
    const acks = await Promise.all(Array.from({ length: 30 }, (_, i) => anns.post(roomId, `${i}`, `b${i}`)));
    for (const { seq } of [...acks].reverse()) bos.send({ type: 'read', roomId, seq });
    const last = acks.at(-1)!.seq;
    await anns.waitForEvent((event) => event.kind === 'read.moved' && event.readSeq === last);
    expect(anns.events.filter((event) => event.kind === 'read.moved')).toHaveLength(1);
  });

  it('stop at the newest message and never go back', async () => {
    const [ann, bo] = await Promise.all([shared.newcomer(), shared.newcomer()]);
    const roomId = await directRoom(ann, bo);
    const [anns, bos] = await Promise.all([shared.online(ann), shared.online(bo)]);
    const first = await anns.post(roomId, 'one', 'n1');
    const second = await anns.post(roomId, 'two', 'n2');
    bos.send({ type: 'read', roomId, seq: Number.MAX_SAFE_INTEGER });
    await anns.waitForEvent((event) => event.kind === 'read.moved' && event.readSeq === second.seq);
    bos.send({ type: 'read', roomId, seq: first.seq });
    const third = await anns.post(roomId, 'three', 'n3');
    bos.send({ type: 'read', roomId, seq: third.seq });
    await anns.waitForEvent((event) => event.kind === 'read.moved' && event.readSeq === third.seq);
    expect(anns.events.filter((event) => event.kind === 'read.moved')).toHaveLength(2);
  });
});
