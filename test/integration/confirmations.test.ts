import { describe, expect, it } from 'vitest';
import type { ConfirmationsAnswer } from '../../server/protocol/confirmation-http.ts';
import type { HistoryAnswer, RoomAnswer, RoomsAnswer, SignedIn } from '../../server/protocol/http.ts';
import type { WsClient } from '../support/ws-client.ts';
import { sharedHost } from './support/shared-host.ts';

describe('acknowledged broadcasts', () => {
  const shared = sharedHost();
  let names = 0;

  async function hall() {
    const people = await Promise.all(Array.from({ length: 4 }, () => shared.newcomer()));
    const [maker, bo, cy, stranger] = people as [SignedIn, SignedIn, SignedIn, SignedIn];
    const body = { kind: 'public', name: `Hall ${++names}`, memberIds: [bo.user.id, cy.user.id] };
    const { room } = await shared.ok<RoomAnswer>(maker, 'POST', '/rooms', body);
    const clients = await Promise.all([maker, bo, cy].map((person) => shared.online(person)));
    const [makers, bos, cys] = clients as [WsClient, WsClient, WsClient];
    return { maker, bo, cy, stranger, room, makers, bos, cys };
  }
  async function ask(client: WsClient, roomId: string, clientMessageId: string): Promise<string> {
    const frame = { type: 'send', clientMessageId, roomId, text: 'Leave by the back door.' } as const;
    client.send({ ...frame, asksConfirmation: true });
    client.send({ ...frame, asksConfirmation: true });
    const ack = await client.waitFor('ack', { where: (frame) => frame.clientMessageId === clientMessageId });
    return ack.messageId;
  }
  async function confirm(client: WsClient, messageId: string): Promise<void> {
    const requestId = `confirm ${messageId}`;
    client.send({ type: 'confirm', messageId, requestId });
    await client.waitFor('done', { where: (frame) => frame.requestId === requestId });
  }
  const listOf = (person: SignedIn, messageId: string) =>
    shared.ok<ConfirmationsAnswer>(person, 'GET', `/messages/${messageId}/confirmations`);
  const waitingFor = async (person: SignedIn, roomId: string) =>
    (await shared.ok<RoomsAnswer>(person, 'GET', '/rooms')).rooms.find(({ id }) => id === roomId)
      ?.toConfirmIds;

  it('are asked once, confirmed by each, and show who has not', async () => {
    const { maker, bo, cy, room, makers, bos, cys } = await hall();
    const messageId = await ask(makers, room.id, 'c1');
    const created = await bos.waitForEvent(
      (event) => event.kind === 'message.created' && event.message.id === messageId,
    );
    expect(created).toMatchObject({ message: { confirmation: { askedCount: 2, confirmedCount: 0 } } });
    expect(await waitingFor(bo, room.id)).toEqual([messageId]);
    await Promise.all([confirm(bos, messageId), confirm(bos, messageId)]);
    const told = await cys.waitForEvent((event) => event.kind === 'message.confirmed');
    expect(told).toMatchObject({ messageId, userId: bo.user.id, confirmedCount: 1 });
    expect(await listOf(maker, messageId)).toMatchObject({
      confirmed: [{ userId: bo.user.id }],
      missing: [cy.user.id],
      later: [],
      remindWaitSeconds: 0,
    });
    const { messages } = await shared.ok<HistoryAnswer>(bo, 'GET', `/rooms/${room.id}/messages`);
    expect(messages.at(-1)?.confirmation).toEqual({ askedCount: 2, confirmedCount: 1, isConfirmed: true });
    expect(await waitingFor(bo, room.id)).toEqual([]);
    // Sent twice, it is one message; confirmed twice, one confirmation.
    expect(messages).toHaveLength(1);
    expect(cys.events.filter(({ kind }) => kind === 'message.confirmed')).toHaveLength(1);
  });

  it('show their list to the sender and those who look after the room, and to nobody else', async () => {
    const { maker, bo, stranger, room, makers } = await hall();
    const messageId = await ask(makers, room.id, 'c2');
    await shared.ok(shared.owner, 'POST', `/rooms/${room.id}/join`);
    for (const person of [maker, shared.owner]) await listOf(person, messageId);
    for (const [person, answer] of [
      [bo, '403 forbidden'],
      [stranger, '404 message_not_found'],
    ] as const) {
      expect(await shared.refusal(person, 'GET', `/messages/${messageId}/confirmations`)).toBe(answer);
      expect(await shared.refusal(person, 'POST', `/messages/${messageId}/reminder`)).toBe(answer);
    }
  });

  it('remind the room once in a while, and count who comes later apart', async () => {
    const { maker, stranger, room, makers, bos } = await hall();
    const messageId = await ask(makers, room.id, 'c3');
    await shared.ok(stranger, 'POST', `/rooms/${room.id}/join`);
    expect((await listOf(maker, messageId)).later).toEqual([stranger.user.id]);
    await shared.ok(maker, 'POST', `/messages/${messageId}/reminder`);
    await bos.waitForEvent((event) => event.kind === 'message.reminded' && event.messageId === messageId);
    expect(await shared.refusal(maker, 'POST', `/messages/${messageId}/reminder`)).toBe(
      '429 reminded_recently',
    );
    expect((await listOf(maker, messageId)).remindWaitSeconds).toBeGreaterThan(200);
  });
});
