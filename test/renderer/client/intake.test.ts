import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../server/protocol/event.ts';
import type { ServerFrame } from '../../../server/protocol/server-frames.ts';
import { createChatClient } from '../../../renderer/client/create-chat-client.ts';
import type { ChatClient } from '../../../renderer/client/types.ts';
import { browserWorld, type World } from './support/browser-world.ts';
import { ManualClock } from './support/manual-clock.ts';
import { ModelHost } from './support/model-host.ts';
import { created, me, room, SERVER, user } from './support/samples.ts';

const WELCOME: ServerFrame = {
  type: 'welcome',
  user: me(),
  serverId: SERVER.id,
  serverName: SERVER.name,
  seq: 7,
  rooms: [room('10', { lastSeq: 7 })],
  onlineIds: ['1'],
};
let clock: ManualClock;
let world: World;
let client: ChatClient;

function receive(...frames: ServerFrame[]): void {
  for (const frame of frames) world.socket().receive(frame);
}

function roomNow() {
  return client.getState().rooms.get('10');
}

beforeEach(() => {
  clock = new ManualClock();
  world = browserWorld({ clock, fetch: new ModelHost(clock).fetchFor('1') });
  client = createChatClient({ server: SERVER, me: me(), effects: world.effects });
  world.socket().open();
  receive(WELCOME);
});

afterEach(() => {
  client.close();
});

describe('a page on the wire', () => {
  it('takes each event once, however often it comes', () => {
    const events: LogEvent[] = [{ seq: 8, kind: 'user.created', user: user('4') }, created(9)];
    receive({ type: 'events', events }, { type: 'events', events });
    expect(roomNow()).toMatchObject({ memberCount: 4, unreadCount: 1 });
    expect(client.getState().users.get('4')).toEqual(user('4'));
  });

  it('asks for what comes after the last event it took', async () => {
    receive({ type: 'events', events: [created(9), created(12, { roomId: '99' })] });
    world.socket().breakOff();
    await clock.pass(500);
    world.socket().open();
    expect(world.socket().sent).toEqual([{ type: 'hello', since: 12 }]);
  });

  it('says hello without a seq when told to resync', () => {
    receive({ type: 'events', events: [created(9)] }, { type: 'resync' });
    expect(world.socket().sentOf('hello').at(-1)).toEqual({ type: 'hello', since: null });
    receive({ ...WELCOME, seq: 500 }, { type: 'events', events: [created(500)] });
    expect(roomNow()?.lastSeq).toBe(7);
  });

  it('shows one message whether the ack or the event comes first', async () => {
    for (const ackFirst of [true, false]) {
      client.send('10', 'hello');
      const { clientMessageId } = world.socket().sentOf('send').at(-1)!;
      const seq = ackFirst ? 8 : 9;
      const frames: ServerFrame[] = [
        { type: 'ack', clientMessageId, messageId: `m${seq}`, seq },
        { type: 'events', events: [created(seq, { senderId: '1', clientMessageId, text: 'hello' })] },
      ];
      void client.timeline('10').open();
      await clock.pass(10);
      receive(...(ackFirst ? frames : frames.reverse()));
    }
    const lines = client.timeline('10').getState().messages;
    expect(lines.map(({ id, delivery }) => [id, delivery.kind])).toEqual([
      ['m8', 'stored'],
      ['m9', 'stored'],
    ]);
    expect(client.getState().waitingCount).toBe(0);
    expect(roomNow()?.unreadCount).toBe(0);
  });

  it('shows who is typing, never oneself, until their message comes or the connection breaks', () => {
    receive({ type: 'typing', roomId: '10', userIds: ['1', '2', '3'] });
    expect(client.getState().typing.get('10')).toEqual(['2', '3']);
    receive({ type: 'events', events: [created(8)] });
    expect(client.getState().typing.get('10')).toEqual(['3']);
    world.socket().breakOff();
    expect(client.getState().typing.size).toBe(0);
  });

  it('tells the room that one types only while live', async () => {
    client.typing('10');
    client.typing('10');
    world.socket().breakOff();
    client.typing('10');
    await clock.pass(500);
    world.socket().open();
    receive(WELCOME);
    client.typing('10');
    expect(world.sockets.map((socket) => socket.sentOf('typing').length)).toEqual([1, 0]);
  });

  it('changes messages and hears the answer', async () => {
    const results = [
      client.edit('m7', 'better'),
      client.remove('m7'),
      client.react('m7', '👍', true),
      client.remove('gone'),
    ];
    const [edit] = world.socket().sentOf('edit');
    const [remove, removeGone] = world.socket().sentOf('delete');
    const [react] = world.socket().sentOf('react');
    receive(
      { type: 'done', requestId: edit!.requestId! },
      { type: 'error', requestId: remove!.requestId!, code: 'forbidden', message: 'No.' },
      { type: 'done', requestId: react!.requestId! },
      { type: 'error', requestId: removeGone!.requestId!, code: 'message_not_found', message: 'Gone.' },
    );
    expect(await Promise.all(results)).toEqual([
      { ok: true },
      { ok: false, code: 'forbidden', message: 'No.' },
      { ok: true },
      { ok: true },
    ]);
  });
});
