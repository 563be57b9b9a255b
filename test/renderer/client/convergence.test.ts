import { describe, expect, it } from 'vitest';
import type { Message } from '../../../server/protocol/message.ts';
import { createChatClient } from '../../../renderer/client/create-chat-client.ts';
import type { ChatClient } from '../../../renderer/client/types.ts';
import { browserWorld, SharedStorage } from './support/browser-world.ts';
import { ManualClock } from './support/manual-clock.ts';
import { ModelHost } from './support/model-host.ts';
import { me, SERVER } from './support/samples.ts';

const RUNS = 80;
const STEPS = 60;
const ROOM_IDS = ['10', '11'];

/** mulberry32: a run that fails can be had again from its number. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** People with one or two tabs each, on a bad network and a host that comes and goes. */
class Neighbourhood {
  readonly clock = new ManualClock();
  readonly host = new ModelHost(this.clock);
  private sentCount = 0;
  private readonly random: () => number;
  private isFrozen = false;
  private readonly tabs: { userId: string; storage: SharedStorage; client: ChatClient }[] = [];

  constructor(seed: number) {
    this.random = randomFrom(seed);
    this.host.latencyMs = () => this.below(400);
    this.host.resumeMaxEvents = 15 + this.below(60);
    const storages = [new SharedStorage(), new SharedStorage()];
    for (const [userId, index] of [
      ['1', 0],
      ['1', 0],
      ['2', 1],
    ] as const)
      this.openTab(userId, storages[index]!);
  }

  async run(): Promise<void> {
    for (let step = 0; step < STEPS; step++) {
      this.step();
      await this.clock.pass(this.below(2_000));
    }
    this.host.isUp = true;
    this.host.freeze(false);
    this.host.refuseSend = null;
    await this.clock.pass(180_000);
  }

  check(): void {
    for (const roomId of ROOM_IDS) {
      for (const { client, userId } of this.tabs) {
        const onHost = this.host.messagesFor(userId, roomId).map(withOwnPart);
        const { messages, error } = client.timeline(roomId).getState();
        expect(error).toBeNull();
        expect(messages.map(asMessage).map(withOwnPart)).toEqual(onHost.slice(-messages.length));
        expect(messages.length).toBeGreaterThanOrEqual(Math.min(onHost.length, 50));
        expect(client.getState().waitingCount).toBe(0);
        const asTold = this.host.rooms(userId).find(({ id }) => id === roomId)!;
        const { unreadCount, lastSeq, lastReadSeq, toConfirmIds } = client.getState().rooms.get(roomId)!;
        expect({ unreadCount, lastSeq, lastReadSeq, toConfirmIds }).toEqual({
          unreadCount: asTold.unreadCount,
          lastSeq: asTold.lastSeq,
          lastReadSeq: asTold.lastReadSeq,
          toConfirmIds: asTold.toConfirmIds,
        });
      }
    }
    const stored = ROOM_IDS.flatMap((roomId) => this.host.messages(roomId)).map(
      ({ clientMessageId }) => clientMessageId,
    );
    expect(new Set(stored).size).toBe(stored.length);
    const bySenders = ROOM_IDS.flatMap((roomId) => this.host.messages(roomId)).filter(
      ({ senderId }) => senderId !== '3',
    );
    expect(bySenders).toHaveLength(this.sentCount);
    for (const { storage } of this.tabs) expect(storage.values.size).toBe(0);
  }

  close(): void {
    for (const { client } of this.tabs) client.close();
  }

  private step(): void {
    const tab = this.pick(this.tabs);
    const roomId = this.pick(ROOM_IDS);
    const messages = this.host.messages(roomId);
    const target = messages.length > 0 ? this.pick(messages) : null;
    const deeds: (() => void)[] = [
      () => {
        this.say(tab.client, roomId);
      },
      () => {
        this.say(tab.client, roomId);
      },
      () => {
        this.say(tab.client, roomId);
      },
      () => this.host.post('3', roomId, 'from somebody else'),
      () => this.host.post('3', roomId, 'read this, all of you', undefined, true),
      () => {
        if (target?.confirmation) this.host.confirm(target, this.pick(['1', '2', '3']));
      },
      () => {
        const toConfirm = tab.client.getState().rooms.get(roomId)?.toConfirmIds ?? [];
        if (toConfirm.length > 0) void tab.client.confirm(this.pick(toConfirm));
      },
      () => {
        if (target && !target.deletedAt) this.host.edit(target, `changed ${this.below(99)}`);
      },
      () => {
        if (target && !target.deletedAt) this.host.delete(target);
      },
      () => {
        if (target && !target.deletedAt) this.host.react(target, '3', target.reactions.length === 0);
      },
      () => {
        tab.client.markRead(roomId, tab.client.getState().rooms.get(roomId)?.lastSeq ?? 0);
      },
      () => void tab.client.timeline(roomId).loadOlder(),
      () => {
        this.host.cut();
      },
      () => {
        if (this.host.isUp) this.host.kill();
        else this.host.isUp = true;
      },
      () => {
        this.isFrozen = !this.isFrozen;
        this.host.freeze(this.isFrozen);
      },
      () => {
        this.host.refuseSend = this.host.refuseSend ? null : () => 'busy';
      },
      () => {
        this.reload(tab);
      },
    ];
    this.pick(deeds)();
  }

  private say(client: ChatClient, roomId: string): void {
    const asksConfirmation = this.below(4) === 0 ? ({ asksConfirmation: true } as const) : {};
    client.send(roomId, `text ${this.sentCount++}`, undefined, [], asksConfirmation);
  }

  private reload(tab: (typeof this.tabs)[number]): void {
    tab.client.close();
    this.tabs.splice(this.tabs.indexOf(tab), 1);
    this.openTab(tab.userId, tab.storage);
  }

  private openTab(userId: string, storage: SharedStorage): void {
    const { effects } = browserWorld({
      clock: this.clock,
      storage,
      fetch: this.host.fetchFor(userId),
      openSocket: this.host.openSocketFor(userId),
      random: this.random,
    });
    const client = createChatClient({ server: SERVER, me: me(userId), effects });
    this.tabs.push({ userId, storage, client });
    for (const roomId of ROOM_IDS) {
      const timeline = client.timeline(roomId);
      timeline.subscribe(() => {
        const { messages } = timeline.getState();
        const own = messages.map(({ senderId, clientMessageId }) => `${senderId}:${clientMessageId}`);
        if (new Set(own).size !== own.length) throw new Error('a message is shown twice');
        const seqs = messages.flatMap(({ seq }) => seq ?? []);
        if (seqs.some((seq, index) => index > 0 && seq <= seqs[index - 1]!)) throw new Error('out of order');
      });
      void timeline.open();
    }
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}

function asMessage(
  line: ReturnType<ReturnType<ChatClient['timeline']>['getState']>['messages'][number],
): Message {
  const { delivery, seq, ...rest } = line;
  expect(delivery).toEqual({ kind: 'stored' });
  return { ...rest, seq: seq! };
}

/** The reader's own part is not in events: until a page tells it, there is none. */
function withOwnPart(message: Message): Message {
  const { confirmation } = message;
  return confirmation ? { ...message, confirmation: { isConfirmed: false, ...confirmation } } : message;
}

describe('whatever happens in between', () => {
  it.each(Array.from({ length: RUNS }, (_, index) => index + 1))(
    'every tab ends with what the host holds (run %i)',
    async (seed) => {
      const neighbourhood = new Neighbourhood(seed);
      await neighbourhood.run();
      neighbourhood.check();
      neighbourhood.close();
    },
  );
});
