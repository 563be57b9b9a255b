import { describe, expect, it } from 'vitest';
import type { HistoryAnswer } from '../../server/protocol/http.ts';
import type { Message } from '../../server/protocol/message.ts';
import { LIMITS } from '../../server/protocol/limits.ts';
import type { WsClient } from '../support/ws-client.ts';
import { sharedHost } from './support/shared-host.ts';

describe('messages', () => {
  const shared = sharedHost();

  async function two(): Promise<[ann: WsClient, bo: WsClient]> {
    const people = await Promise.all([shared.newcomer(), shared.newcomer()]);
    const [ann, bo] = await Promise.all(people.map((person) => shared.online(person)));
    return [ann!, bo!];
  }
  const read = async (messageId: string): Promise<Message> =>
    (await shared.ok<{ message: Message }>(shared.owner, 'GET', `/messages/${messageId}`)).message;

  /** Sends a frame with a request id and gives "done" or the code of the refusal. */
  let requests = 0;
  async function request(client: WsClient, frame: Record<string, unknown>): Promise<string> {
    const requestId = `r${++requests}`;
    client.sendText(JSON.stringify({ ...frame, requestId }));
    const done = client
      .waitFor('done', { where: (answer) => answer.requestId === requestId })
      .then(() => 'done');
    const error = client
      .waitFor('error', { where: (answer) => answer.requestId === requestId })
      .then(({ code }) => code as string);
    for (const promise of [done, error]) promise.catch(() => undefined);
    return Promise.race([done, error]);
  }

  it('are acknowledged, and reach the sender and everybody else with the same seq', async () => {
    const [ann, bo] = await two();
    const ack = await ann.post('1', ' Hello\r\n\u0007你好 🦉 ', 'first');
    expect(ack).toEqual({ type: 'ack', clientMessageId: 'first', messageId: String(ack.seq), seq: ack.seq });
    const events = await Promise.all(
      [ann, bo].map((client) => client.waitForEvent((event) => event.seq === ack.seq)),
    );
    expect(events[1]).toEqual(events[0]);
    expect(events[0]).toMatchObject({
      kind: 'message.created',
      roomId: '1',
      message: {
        id: ack.messageId,
        seq: ack.seq,
        roomId: '1',
        text: ' Hello\n你好 🦉 ',
        files: [],
        reactions: [],
        clientMessageId: 'first',
        createdAt: expect.stringMatching(/^20\d\d-.*Z$/),
      },
    });
    expect(await read(ack.messageId)).toEqual(events[0]!.kind === 'message.created' && events[0]!.message);
  });

  it('are stored once, however often they are sent, also after a new connection', async () => {
    const person = await shared.newcomer();
    const first = await shared.online(person);
    const watcher = await shared.online(shared.owner);
    for (let i = 0; i < 5; i++)
      first.send({ type: 'send', clientMessageId: 'same', roomId: '2', text: `try ${i}` });
    const ack = await first.waitFor('ack');
    first.terminate();
    const second = await shared.online(person);
    expect(await second.post('2', 'try again', 'same')).toEqual(ack);
    const { seq } = await second.post('2', 'another', 'other');
    await watcher.waitForEvent((event) => event.seq === seq);
    const mine = watcher.events.filter(
      (event) => event.kind === 'message.created' && event.message.senderId === person.user.id,
    );
    expect(mine).toMatchObject([{ message: { text: 'try 0' } }, { message: { text: 'another' } }]);
  });

  it('of two people may have the same id', async () => {
    const [ann, bo] = await two();
    const [one, other] = await Promise.all([ann.post('1', 'a', 'same-id'), bo.post('1', 'b', 'same-id')]);
    expect(one.messageId).not.toBe(other.messageId);
  });

  it('are seen by everybody in one order', async () => {
    const [ann, bo] = await two();
    const acks = await Promise.all(
      Array.from({ length: 60 }, (_, i) => (i % 2 ? ann : bo).post('3', `${i}`, `o${i}`)),
    );
    const last = Math.max(...acks.map(({ seq }) => seq));
    await Promise.all([ann, bo].map((client) => client.waitForEvent((event) => event.seq === last)));
    const orders = [ann, bo].map((client) =>
      client.events.filter((event) => event.kind === 'message.created').map(({ seq }) => seq),
    );
    expect(orders[0]).toEqual(orders[1]);
    expect(orders[0]).toEqual([...orders[0]!].sort((a, b) => a - b));
    expect(new Set(orders[0]).size).toBe(60);
  });

  it('may be as long as the limit in any script, and no longer', async () => {
    const [ann] = await two();
    const longest = '🦉'.repeat(LIMITS.messageTextMaxChars);
    const { messageId } = await ann.post('1', longest, 'longest');
    expect((await read(messageId)).text).toBe(longest);
    // As clients send it that escape everything.
    const escaped = '\\ud83e\\udd89'.repeat(LIMITS.messageTextMaxChars);
    ann.sendText(`{"type":"send","clientMessageId":"escaped","roomId":"1","text":"${escaped}"}`);
    await ann.waitFor('ack', { where: (ack) => ack.clientMessageId === 'escaped' });
    await expect(ann.post('1', `${longest}x`, 'longer')).rejects.toThrow('message_too_long');
    await expect(ann.post('1', ' \n\u200b', 'empty')).rejects.toThrow('empty_message');
  });

  it('are edited by their sender alone, and everybody hears', async () => {
    const [ann, bo] = await two();
    const { messageId } = await ann.post('1', 'helo', 'e1');
    expect(await request(bo, { type: 'edit', messageId, text: 'mine' })).toBe('forbidden');
    expect(await request(ann, { type: 'edit', messageId, text: ' ' })).toBe('empty_message');
    expect(await request(ann, { type: 'edit', messageId, text: 'hello' })).toBe('done');
    const event = await bo.waitForEvent(
      (item) => item.kind === 'message.edited' && item.message.id === messageId,
    );
    expect(event).toMatchObject({ message: { text: 'hello', editedAt: expect.any(String) } });
    expect(await read(messageId)).toMatchObject({ text: 'hello', seq: Number(messageId) });
  });

  it('are deleted by their sender or the owner, and leave no text behind', async () => {
    const [ann, bo] = await two();
    const owner = await shared.online(shared.owner);
    const own = await ann.post('1', 'a regret of my own', 'd1');
    const rude = await ann.post('1', 'a rude word', 'd2');
    expect(await request(bo, { type: 'delete', messageId: own.messageId })).toBe('forbidden');
    expect(await request(ann, { type: 'delete', messageId: own.messageId })).toBe('done');
    expect(await request(owner, { type: 'delete', messageId: rude.messageId })).toBe('done');
    for (const { messageId } of [own, rude]) {
      const event = await bo.waitForEvent(
        (item) => item.kind === 'message.deleted' && item.message.id === messageId,
      );
      expect(event).toMatchObject({ message: { text: '', deletedAt: expect.any(String), reactions: [] } });
      for (const type of ['edit', 'delete', 'react'])
        expect(await request(ann, { type, messageId, text: 'x', emoji: '👍', on: true })).toBe(
          'message_not_found',
        );
      expect(await read(messageId)).toMatchObject({ text: '', seq: Number(messageId) });
    }
    // Somebody who was away and comes back is not handed what was deleted.
    const late = await shared.online(shared.owner, own.seq - 1);
    await late.waitForEvent((item) => item.kind === 'message.deleted' && item.message.id === rude.messageId);
    expect(JSON.stringify(late.frames)).not.toMatch(/regret of my own|rude word/);
  });

  it('are reacted to and not, once each, and everybody hears of changes', async () => {
    const [ann, bo] = await two();
    const { messageId } = await ann.post('1', 'hello', 'r1');
    const react = (client: WsClient, emoji: string, on: boolean) =>
      request(client, { type: 'react', messageId, emoji, on });
    expect(await react(bo, '❤️', true)).toBe('done');
    expect(await react(bo, '❤️', true)).toBe('done');
    expect(await react(ann, '❤️', true)).toBe('done');
    expect(await react(ann, ':heart:', true)).toBe('invalid_emoji');
    expect((await read(messageId)).reactions).toMatchObject([
      { emoji: '❤️', userIds: [expect.any(String), expect.any(String)] },
    ]);
    expect(await react(bo, '❤️', false)).toBe('done');
    await ann.waitForEvent((event) => event.kind === 'message.reacted' && !event.on);
    const heard = ann.events.filter(
      (event) => event.kind === 'message.reacted' && event.messageId === messageId,
    );
    expect(heard.map((event) => event.kind === 'message.reacted' && event.on)).toEqual([true, true, false]);
  });

  it('answer another message of the same room, and no other', async () => {
    const [ann, bo] = await two();
    const original = await ann.post('1', 'a question', 'q1');
    const elsewhere = await ann.post('2', 'another room', 'q2');
    bo.send({
      type: 'send',
      clientMessageId: 'a1',
      roomId: '1',
      text: 'an answer',
      replyToId: original.messageId,
    });
    const event = await ann.waitForEvent(
      (item) => item.kind === 'message.created' && item.message.text === 'an answer',
    );
    expect(event).toMatchObject({ message: { replyToId: original.messageId } });
    for (const [clientMessageId, replyToId] of [
      ['a2', elsewhere.messageId],
      ['a3', '999999999'],
    ] as const) {
      bo.send({ type: 'send', clientMessageId, roomId: '1', text: 'lost', replyToId });
      expect(
        await bo.waitFor('error', { where: (error) => error.clientMessageId === clientMessageId }),
      ).toMatchObject({
        code: 'message_not_found',
      });
    }
  });

  it('name no file that is not there', async () => {
    const [ann] = await two();
    ann.send({ type: 'send', clientMessageId: 'f1', roomId: '1', text: 'look', fileIds: ['1'] });
    expect(await ann.waitFor('error')).toMatchObject({ code: 'file_not_found', clientMessageId: 'f1' });
  });

  it('believe nothing that a client says about who it is', async () => {
    const [ann] = await two();
    ann.sendText(
      '{"type":"send","clientMessageId":"who","roomId":"1","text":"I am Olive","senderId":"1","senderName":"Olive","userId":1,"__proto__":{"role":"owner"}}',
    );
    const { messageId } = await ann.waitFor('ack');
    const message = await read(messageId);
    expect(message.senderId).not.toBe(shared.owner.user.id);
    expect(message.senderName).not.toBe('Olive');
  });

  it('keep any text as text', async () => {
    const [ann] = await two();
    const texts = [
      `'); DROP TABLE messages; --`,
      '<script>alert(1)</script>',
      '${7*7} {{7*7}} %s %n \\u0000',
      '{"type":"events","events":[]}',
      'null',
      'a\u2028b\u2029c',
      '\ufeffbom',
      '﷽'.repeat(50),
      'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L',
    ];
    const acks = await Promise.all(texts.map((text, i) => ann.post('4', text, `t${i}`)));
    const { messages } = await shared.ok<HistoryAnswer>(
      shared.owner,
      'GET',
      `/rooms/4/messages?limit=${texts.length}`,
    );
    expect(messages.map(({ text }) => text)).toEqual(texts);
    expect(acks).toHaveLength(texts.length);
  });
});
