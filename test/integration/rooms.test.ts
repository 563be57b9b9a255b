import { describe, expect, it } from 'vitest';
import type { RoomAnswer, RoomsAnswer, SignedIn } from '../../server/protocol/http.ts';
import type { Room } from '../../server/protocol/room.ts';
import { FIRST_ROOMS } from '../../server/services/first-rooms.ts';
import { sharedHost } from './support/shared-host.ts';

describe('rooms', () => {
  const shared = sharedHost();
  let names = 0;

  async function create(person: SignedIn, room: Record<string, unknown>): Promise<Room> {
    const body = { name: `Room ${++names}`, ...room };
    return (await shared.ok<RoomAnswer>(person, 'POST', '/rooms', body)).room;
  }
  async function roomsOf(person: SignedIn): Promise<Room[]> {
    return (await shared.ok<RoomsAnswer>(person, 'GET', '/rooms')).rooms;
  }
  async function roomOf(person: SignedIn, roomId: string): Promise<Room | undefined> {
    return (await roomsOf(person)).find(({ id }) => id === roomId);
  }
  const people = (count: number) => Promise.all(Array.from({ length: count }, () => shared.newcomer()));

  it('are six at first, numbered 1 to 6, with everybody in them', async () => {
    const [person] = await people(1);
    const rooms = (await roomsOf(person!)).filter((room) => room.createdById === null);
    expect(rooms.map(({ id, name }) => [id, name])).toEqual(
      FIRST_ROOMS.en.map(({ name }, i) => [String(i + 1), name]),
    );
    for (const room of rooms)
      expect(room).toMatchObject({ kind: 'public', isDefault: true, joined: true, memberIds: null });
  });

  it('that are public are listed for all, joined by choice, and left again', async () => {
    const [ann, bo] = await people(2);
    const watcher = await shared.online(bo!);
    const room = await create(ann!, { kind: 'public', topic: 'Tea\u0007' });
    expect(room).toMatchObject({
      joined: true,
      memberCount: 1,
      memberIds: [ann!.user.id],
      topic: 'Tea',
      createdById: ann!.user.id,
    });
    await watcher.waitForEvent((event) => event.kind === 'room.created' && event.roomId === room.id);
    expect(await roomOf(bo!, room.id)).toMatchObject({ joined: false, memberIds: null, memberCount: 1 });

    const anns = await shared.online(ann!);
    await shared.ok(bo!, 'POST', `/rooms/${room.id}/join`);
    await shared.ok(bo!, 'POST', `/rooms/${room.id}/join`);
    await anns.waitForEvent((event) => event.kind === 'member.joined' && event.userId === bo!.user.id);
    expect(await roomOf(bo!, room.id)).toMatchObject({ joined: true, memberCount: 2 });

    await shared.ok(bo!, 'POST', `/rooms/${room.id}/leave`);
    await shared.ok(bo!, 'POST', `/rooms/${room.id}/leave`);
    await watcher.waitForEvent((event) => event.kind === 'member.left' && event.roomId === room.id);
    expect(await roomOf(bo!, room.id)).toMatchObject({ joined: false, memberCount: 1 });
    expect(
      anns.events.filter((event) => event.kind === 'member.joined' && event.roomId === room.id),
    ).toHaveLength(1);
    expect(
      anns.events.filter((event) => event.kind === 'member.left' && event.roomId === room.id),
    ).toHaveLength(1);
  });

  it('send their messages only to those who joined, and let others read when they look', async () => {
    const [ann, bo] = await people(2);
    const room = await create(ann!, { kind: 'public' });
    const [anns, bos] = await Promise.all([shared.online(ann!), shared.online(bo!)]);
    await anns.post(room.id, 'only for members', 'a1');
    const { seq } = await anns.post('1', 'for everybody', 'a2');
    await bos.waitForEvent((event) => event.seq === seq);
    expect(bos.events.filter((event) => 'roomId' in event && event.roomId === room.id)).toEqual([]);
    expect(await shared.ok(bo!, 'GET', `/rooms/${room.id}/messages`)).toMatchObject({
      messages: [{ text: 'only for members' }],
    });
    bos.send({ type: 'send', clientMessageId: 'b1', roomId: room.id, text: 'may I?' });
    expect(await bos.waitFor('error')).toMatchObject({ code: 'not_a_member', clientMessageId: 'b1' });
  });

  it('that are private or direct do not exist for a stranger, nor for the owner of the host', async () => {
    const [ann, bo, eve] = await people(3);
    const [eves, owners] = await Promise.all([shared.online(eve!), shared.online(shared.owner)]);
    const closed = await create(ann!, { kind: 'private', memberIds: [bo!.user.id] });
    const { room: direct } = await shared.ok<RoomAnswer>(ann!, 'POST', '/rooms', {
      kind: 'direct',
      userId: bo!.user.id,
    });
    const anns = await shared.online(ann!);
    const bos = await shared.online(bo!);
    const secret = await anns.post(closed.id, 'a secret', 's1');
    await anns.post(direct.id, 'just us', 's2');
    anns.send({ type: 'react', messageId: secret.messageId, emoji: '👍', on: true });
    anns.send({ type: 'typing', roomId: closed.id });
    anns.send({ type: 'read', roomId: closed.id, seq: secret.seq, requestId: 'r' });
    await bos.waitForEvent((event) => event.kind === 'message.created' && event.message.text === 'just us');

    for (const stranger of [eve!, shared.owner]) {
      expect(await roomOf(stranger, closed.id)).toBeUndefined();
      expect(await roomOf(stranger, direct.id)).toBeUndefined();
      for (const { id } of [closed, direct]) {
        expect(await shared.refusal(stranger, 'GET', `/rooms/${id}/messages`)).toBe('404 room_not_found');
        expect(await shared.refusal(stranger, 'POST', `/rooms/${id}/join`)).toBe('404 room_not_found');
        expect(await shared.refusal(stranger, 'POST', `/rooms/${id}/leave`)).toBe('404 room_not_found');
        expect(await shared.refusal(stranger, 'PATCH', `/rooms/${id}`, { name: 'Mine' })).toBe(
          '404 room_not_found',
        );
        expect(
          await shared.refusal(stranger, 'POST', `/rooms/${id}/members`, { userIds: [stranger.user.id] }),
        ).toBe('404 room_not_found');
      }
      expect(await shared.refusal(stranger, 'GET', `/messages/${secret.messageId}`)).toBe(
        '404 message_not_found',
      );
    }
    for (const [index, frame] of [
      { type: 'send', clientMessageId: 'e1', roomId: closed.id, text: 'hello?' } as const,
      { type: 'read', roomId: closed.id, seq: 1, requestId: 'e2' } as const,
      { type: 'typing', roomId: direct.id, requestId: 'e3' } as const,
      { type: 'edit', messageId: secret.messageId, text: 'x', requestId: 'e4' } as const,
      { type: 'delete', messageId: secret.messageId, requestId: 'e5' } as const,
      { type: 'react', messageId: secret.messageId, emoji: '👍', on: true, requestId: 'e6' } as const,
    ].entries()) {
      const from = eves.frames.length;
      eves.send(frame);
      const { code } = await eves.waitFor('error', { from });
      expect(code).toBe(index < 3 ? 'room_not_found' : 'message_not_found');
    }
    // Something that all of them see, after all of that: what has not come by now never will.
    const { seq } = await anns.post('1', 'hello everybody', 's3');
    for (const client of [eves, owners]) {
      await client.waitForEvent((event) => event.seq === seq);
      expect(JSON.stringify(client.frames)).not.toMatch(/a secret|just us/);
      expect(
        client.events.filter((event) => 'roomId' in event && [closed.id, direct.id].includes(event.roomId)),
      ).toEqual([]);
      expect(client.frames.filter((frame) => frame.type === 'typing')).toEqual([]);
    }
  });

  it('for two are made once, whoever asks, and can’t be left or renamed', async () => {
    const [ann, bo] = await people(2);
    const open = (person: SignedIn, other: SignedIn) =>
      shared.ok<RoomAnswer>(person, 'POST', '/rooms', { kind: 'direct', userId: other.user.id });
    const rooms = await Promise.all([open(ann!, bo!), open(bo!, ann!), open(ann!, bo!)]);
    expect(new Set(rooms.map(({ room }) => room.id)).size).toBe(1);
    const { room } = rooms[0];
    expect(room).toMatchObject({ kind: 'direct', name: '', memberCount: 2, joined: true });
    expect(await shared.refusal(ann!, 'POST', `/rooms/${room.id}/leave`)).toBe('403 forbidden');
    expect(await shared.refusal(ann!, 'PATCH', `/rooms/${room.id}`, { name: 'Us' })).toBe(
      '404 room_not_found',
    );
    expect(
      await shared.refusal(ann!, 'POST', `/rooms/${room.id}/members`, { userIds: [shared.owner.user.id] }),
    ).toBe('403 forbidden');
    expect(await shared.refusal(ann!, 'POST', '/rooms', { kind: 'direct', userId: ann!.user.id })).toBe(
      '404 user_not_found',
    );
    expect(await shared.refusal(ann!, 'POST', '/rooms', { kind: 'direct', userId: '99999' })).toBe(
      '404 user_not_found',
    );
  });

  it('that everybody is in can’t be left', async () => {
    const [ann] = await people(1);
    expect(await shared.refusal(ann!, 'POST', '/rooms/1/leave')).toBe('409 default_room');
    await shared.ok(ann!, 'POST', '/rooms/1/join');
    expect(await shared.refusal(ann!, 'POST', '/rooms/1/members', { userIds: [shared.owner.user.id] })).toBe(
      '403 forbidden',
    );
  });

  it('that everybody is in are made by the owner alone', async () => {
    const [ann] = await people(1);
    expect(
      await shared.refusal(ann!, 'POST', '/rooms', { kind: 'public', name: 'All of us', isDefault: true }),
    ).toBe('403 forbidden');
    const room = await create(shared.owner, { kind: 'public', isDefault: true });
    expect(await roomOf(ann!, room.id)).toMatchObject({ joined: true, isDefault: true });
    const anns = await shared.online(ann!);
    await anns.post(room.id, 'I am in', 'd1');
  });

  it('take new members from any member, with everything that was said', async () => {
    const [ann, bo, cy] = await people(3);
    const room = await create(ann!, { kind: 'private', memberIds: [bo!.user.id] });
    const anns = await shared.online(ann!);
    await anns.post(room.id, 'before Cy', 'm1');
    const cys = await shared.online(cy!);
    await shared.ok(bo!, 'POST', `/rooms/${room.id}/members`, { userIds: [cy!.user.id, ann!.user.id] });
    const joined = await cys.waitForEvent(
      (event) => event.kind === 'member.joined' && event.roomId === room.id,
    );
    expect(joined).toMatchObject({
      userId: cy!.user.id,
      room: { memberIds: [ann, bo, cy].map((one) => one!.user.id) },
    });
    expect(await shared.ok(cy!, 'GET', `/rooms/${room.id}/messages`)).toMatchObject({
      messages: [{ text: 'before Cy' }],
    });
    expect(await roomOf(cy!, room.id)).toMatchObject({ unreadCount: 0, joined: true, memberCount: 3 });
    expect(await shared.refusal(bo!, 'POST', `/rooms/${room.id}/members`, { userIds: ['99999'] })).toBe(
      '404 user_not_found',
    );

    await shared.ok(cy!, 'POST', `/rooms/${room.id}/leave`);
    expect(await shared.refusal(cy!, 'GET', `/rooms/${room.id}/messages`)).toBe('404 room_not_found');
    expect(await roomOf(cy!, room.id)).toBeUndefined();
  });

  it('are changed by their maker and, where they see them, by the owner', async () => {
    const [ann, bo] = await people(2);
    const room = await create(ann!, { kind: 'public' });
    const bos = await shared.online(bo!);
    expect(await shared.refusal(bo!, 'PATCH', `/rooms/${room.id}`, { topic: 'Mine now' })).toBe(
      '403 forbidden',
    );
    expect(await shared.refusal(bo!, 'PATCH', '/rooms/1', { name: 'Mine now' })).toBe('403 forbidden');
    const renamed = await shared.ok<RoomAnswer>(ann!, 'PATCH', `/rooms/${room.id}`, {
      name: `${room.name}  new `,
      topic: 'Tea',
    });
    expect(renamed.room).toMatchObject({ name: `${room.name} new`, topic: 'Tea' });
    await bos.waitForEvent((event) => event.kind === 'room.updated' && event.room.topic === 'Tea');
    await shared.ok(shared.owner, 'PATCH', `/rooms/${room.id}`, { topic: 'Coffee' });
    await bos.waitForEvent((event) => event.kind === 'room.updated' && event.room.topic === 'Coffee');
    expect(await shared.refusal(ann!, 'POST', '/rooms', { kind: 'public', name: `${room.name} NEW` })).toBe(
      '409 room_name_taken',
    );
    expect(await shared.refusal(ann!, 'PATCH', `/rooms/${room.id}`, { name: 'kitchen table' })).toBe(
      '409 room_name_taken',
    );
  });

  it('that are archived can be read and not written, and can come back', async () => {
    const [ann, bo] = await people(2);
    const room = await create(ann!, { kind: 'public' });
    const [anns, bos] = await Promise.all([shared.online(ann!), shared.online(bo!)]);
    await anns.post(room.id, 'while it lasts', 'x1');
    await shared.ok(ann!, 'PATCH', `/rooms/${room.id}`, { isArchived: true });
    await bos.waitForEvent((event) => event.kind === 'room.archived' && event.roomId === room.id);
    expect(await shared.ok(bo!, 'GET', `/rooms/${room.id}/messages`)).toMatchObject({
      messages: [{ text: 'while it lasts' }],
    });
    anns.send({ type: 'send', clientMessageId: 'x2', roomId: room.id, text: 'too late' });
    expect(await anns.waitFor('error')).toMatchObject({ code: 'room_archived', clientMessageId: 'x2' });
    expect(await shared.refusal(bo!, 'POST', `/rooms/${room.id}/join`)).toBe('409 room_archived');
    await shared.ok(shared.owner, 'PATCH', `/rooms/${room.id}`, { isArchived: false });
    // The same message, sent again by the outbox, is stored now.
    await anns.post(room.id, 'too late', 'x2');
  });

  it('count who is in them and who is there', async () => {
    const [ann, bo, cy] = await people(3);
    const room = await create(ann!, { kind: 'private', memberIds: [bo!.user.id, cy!.user.id] });
    await Promise.all([shared.online(ann!), shared.online(bo!)]);
    expect(await roomOf(ann!, room.id)).toMatchObject({ memberCount: 3, onlineCount: 2 });
  });
});
