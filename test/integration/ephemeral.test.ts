import { describe, expect, it } from 'vitest';
import type { RoomAnswer } from '../../server/protocol/http.ts';
import { LIMITS } from '../../server/protocol/limits.ts';
import type { WsClient } from '../support/ws-client.ts';
import { sharedHost } from './support/shared-host.ts';

describe('typing', () => {
  const shared = sharedHost();

  it('is told to the others in the room, gathered, and not to oneself', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => shared.newcomer()));
    const clients = await Promise.all(people.map((person) => shared.online(person)));
    const [ann, bo, cy] = clients as [WsClient, WsClient, WsClient, WsClient];
    const [annId, boId] = people.map(({ user }) => user.id);
    // Both in one write of the network, so both fall into one batch.
    ann.send({ type: 'typing', roomId: '1' });
    for (let i = 0; i < 10; i++) ann.send({ type: 'typing', roomId: '1' });
    const alone = await cy.waitFor('typing', { where: (frame) => frame.userIds.includes(annId!) });
    expect(alone).toEqual({ type: 'typing', roomId: '1', userIds: [annId] });
    bo.send({ type: 'typing', roomId: '1' });
    await ann.waitFor('typing', { where: (frame) => frame.userIds.includes(boId!) });
    await cy.waitFor('typing', { where: (frame) => frame.userIds.includes(boId!) });
    expect(ann.frames.filter((frame) => frame.type === 'typing' && frame.userIds.join() === annId)).toEqual(
      [],
    );
    expect(
      cy.frames.filter((frame) => frame.type === 'typing' && frame.userIds.includes(annId!)).length,
    ).toBeLessThan(5);
  });

  it('stays in its room', async () => {
    const [ann, bo, eve] = await Promise.all([shared.newcomer(), shared.newcomer(), shared.newcomer()]);
    const { room } = await shared.ok<RoomAnswer>(ann, 'POST', '/rooms', {
      kind: 'direct',
      userId: bo.user.id,
    });
    const [anns, bos, eves] = await Promise.all([shared.online(ann), shared.online(bo), shared.online(eve)]);
    anns.send({ type: 'typing', roomId: room.id });
    anns.send({ type: 'typing', roomId: '1' });
    const mine = (frame: { userIds: string[] }) => frame.userIds.includes(ann.user.id);
    await bos.waitFor('typing', { where: (frame) => mine(frame) && frame.roomId === room.id });
    await eves.waitFor('typing', { where: (frame) => mine(frame) && frame.roomId === '1' });
    expect(eves.frames.filter((frame) => frame.type === 'typing' && frame.roomId === room.id)).toEqual([]);
  });
});

describe('presence', () => {
  const shared = sharedHost();

  it('is told in batches: who came, and who went', async () => {
    const watcher = await shared.online(shared.owner);
    const people = await Promise.all(Array.from({ length: 20 }, () => shared.newcomer()));
    const ids = new Set(people.map(({ user }) => user.id));
    const clients = await Promise.all(people.map((person) => shared.online(person)));
    const told = (side: 'online' | 'offline') =>
      watcher.frames.flatMap((frame) =>
        frame.type === 'presence' ? frame[side].filter((id) => ids.has(id)) : [],
      );
    await watcher.waitFor('presence', { where: () => told('online').length === ids.size });
    expect(new Set(told('online'))).toEqual(ids);

    const late = await shared.online(await shared.newcomer());
    const welcome = await late.waitFor('welcome');
    expect(new Set(welcome.onlineIds)).toEqual(new Set([...ids, shared.owner.user.id, welcome.user.id]));

    await Promise.all(clients.map((client) => client.close()));
    await watcher.waitFor('presence', {
      where: () => told('offline').length === ids.size,
      timeoutMs: 10 * LIMITS.offlineGraceMs,
    });
    expect(new Set(told('offline'))).toEqual(ids);
    expect(told('online')).toHaveLength(ids.size);
    // Far fewer frames than people: each told of many.
    expect(watcher.frames.filter((frame) => frame.type === 'presence').length).toBeLessThan(ids.size);
  });

  it('does not see a page reload', async () => {
    const watcher = await shared.online(shared.owner);
    const person = await shared.newcomer();
    const first = await shared.online(person);
    await watcher.waitFor('presence', { where: ({ online }) => online.includes(person.user.id) });
    await first.close();
    await shared.online(person);
    // Another's departure after it marks the time that has passed.
    const marker = await shared.newcomer();
    await (await shared.online(marker)).close();
    await watcher.waitFor('presence', {
      where: ({ offline }) => offline.includes(marker.user.id),
      timeoutMs: 10 * LIMITS.offlineGraceMs,
    });
    const about = watcher.frames.filter(
      (frame) => frame.type === 'presence' && [...frame.online, ...frame.offline].includes(person.user.id),
    );
    expect(about).toHaveLength(1);
  });
});
