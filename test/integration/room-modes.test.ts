import { describe, expect, it } from 'vitest';
import type { RoomAnswer, RoomsAnswer, SignedIn } from '../../server/protocol/http.ts';
import type { Room } from '../../server/protocol/room.ts';
import { sharedHost } from './support/shared-host.ts';

describe('room modes', () => {
  const shared = sharedHost();
  let names = 0;

  async function stage(maker: SignedIn, members: SignedIn[]): Promise<Room> {
    const memberIds = members.map(({ user }) => user.id);
    const body = { kind: 'public', name: `Stage ${++names}`, memberIds };
    return (await shared.ok<RoomAnswer>(maker, 'POST', '/rooms', body)).room;
  }
  const change = (person: SignedIn, room: Room, body: object) =>
    shared.ok<RoomAnswer>(person, 'PATCH', `/rooms/${room.id}`, body);

  it('are for those who look after the room to change', async () => {
    const [maker, member, stranger] = await Promise.all([
      shared.newcomer(),
      shared.newcomer(),
      shared.newcomer(),
    ]);
    const room = await stage(maker, [member]);
    const path = `/rooms/${room.id}`;
    for (const person of [member, stranger]) {
      expect(await shared.refusal(person, 'PATCH', path, { isAnnounceOnly: true })).toBe('403 forbidden');
      expect(await shared.refusal(person, 'PATCH', path, { slowModeSeconds: 5 })).toBe('403 forbidden');
    }
    expect((await change(maker, room, { isAnnounceOnly: true })).room.isAnnounceOnly).toBe(true);
    expect((await change(shared.owner, room, { slowModeSeconds: 60 })).room).toMatchObject({
      isAnnounceOnly: true,
      slowModeSeconds: 60,
    });
  });

  it('say who may write, and come with a reason for those who may not', async () => {
    const [maker, member] = await Promise.all([shared.newcomer(), shared.newcomer()]);
    const room = await stage(maker, [member]);
    const [makers, members, owners] = await Promise.all([
      shared.online(maker),
      shared.online(member),
      shared.online(shared.owner),
    ]);
    await change(maker, room, { isAnnounceOnly: true });
    await members.waitForEvent(
      (event) => event.kind === 'room.updated' && event.roomId === room.id && event.room.isAnnounceOnly,
    );
    members.send({ type: 'send', clientMessageId: 'm1', roomId: room.id, text: 'x' });
    const refused = await members.waitFor('error', { where: (frame) => frame.clientMessageId === 'm1' });
    expect(refused).toMatchObject({ code: 'room_announce_only' });
    const { messageId } = await makers.post(room.id, 'hear, hear', 'a1');
    members.send({ type: 'react', messageId, emoji: '👍', on: true, requestId: 'r' });
    await members.waitFor('done', { where: (frame) => frame.requestId === 'r' });
    // Not in the room: the right to look after it is no right to write in it.
    await shared.ok(shared.owner, 'POST', `/rooms/${room.id}/join`);
    await owners.post(room.id, 'so say I', 'o1');
  });

  it('slow everybody but those who look after the room, and say for how long', async () => {
    const [maker, member] = await Promise.all([shared.newcomer(), shared.newcomer()]);
    const room = await stage(maker, [member]);
    const [makers, members] = await Promise.all([shared.online(maker), shared.online(member)]);
    await change(maker, room, { slowModeSeconds: 900 });
    await members.post(room.id, 'first', 's1');
    members.send({ type: 'send', clientMessageId: 's2', roomId: room.id, text: 'second' });
    const { code, details } = await members.waitFor('error', {
      where: (frame) => frame.clientMessageId === 's2',
    });
    expect(code).toBe('slow_mode');
    expect(details?.['retryAfterSeconds']).toBeGreaterThan(800);
    expect(details?.['retryAfterSeconds']).toBeLessThanOrEqual(900);
    await makers.post(room.id, 'one', 't1');
    await makers.post(room.id, 'two', 't2');
    // A page that is opened now knows of the wait from the start.
    const waits = async (person: SignedIn) =>
      (await shared.ok<RoomsAnswer>(person, 'GET', '/rooms')).rooms.find(({ id }) => id === room.id)
        ?.slowModeWaitSeconds;
    expect(await waits(member)).toBeGreaterThan(800);
    expect(await waits(maker)).toBe(0);
    await change(maker, room, { slowModeSeconds: 0 });
    await members.post(room.id, 'second', 's2');
  });
});
