import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientFrame } from '../../../server/protocol/client-frames.ts';
import { CLOSE } from '../../../server/protocol/close-codes.ts';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { createOutbox, IN_FLIGHT_MAX } from '../../../renderer/client/outbox.ts';
import type { Outbox } from '../../../renderer/client/outbox-view.ts';
import { createOutboxStorage } from '../../../renderer/client/outbox-storage.ts';
import { browserWorld, SharedStorage } from './support/browser-world.ts';
import { ManualClock } from './support/manual-clock.ts';
import { me } from './support/samples.ts';

type SendFrame = ClientFrame & { type: 'send' };

let clock: ManualClock;
let storage: SharedStorage;

interface Tab {
  outbox: Outbox;
  sent: SendFrame[];
  texts(): string[];
  changed: ReturnType<typeof vi.fn<(roomId: string) => void>>;
}

function openTab(userId = '1', serverId = 'host-1'): Tab {
  const waits = new Map<string, number>();
  const { effects } = browserWorld({ clock, storage });
  const sent: SendFrame[] = [];
  const changed = vi.fn<(roomId: string) => void>();
  const outbox = createOutbox({
    // Room 12 is slow; the others are not.
    slowMode: {
      isSlow: (roomId) => roomId === '12',
      writableAt: (roomId) => waits.get(roomId) ?? 0,
      mustWait: (roomId, seconds) => waits.set(roomId, clock.now() + seconds * 1_000),
    },
    effects,
    storage: createOutboxStorage(effects, serverId, userId),
    author: () => me(userId),
    transmit: (frame) => sent.push(frame as SendFrame),
    changed,
    hasUpload: () => false,
    released: () => undefined,
  });
  return { outbox, sent, changed, texts: () => sent.map(({ text }) => text) };
}

function linesOf(outbox: Outbox, roomId = '10'): [string, string][] {
  return outbox.linesOf(roomId).map(({ text, delivery }) => [text, delivery.kind]);
}

function idOf(outbox: Outbox, index = 0, roomId = '10'): string {
  return outbox.linesOf(roomId)[index]!.clientMessageId;
}

beforeEach(() => {
  clock = new ManualClock();
  storage = new SharedStorage();
});

describe('the outbox', () => {
  it('has a message in the browser’s storage before add returns', () => {
    const { outbox, sent } = openTab();
    outbox.add('10', 'hello');
    expect([...storage.values.values()].join()).toContain('hello');
    expect(linesOf(outbox)).toEqual([['hello', 'queued']]);
    expect(sent).toEqual([]);
  });

  it('sends in the order of writing once live', () => {
    const { outbox, sent, texts } = openTab();
    for (const text of ['a', 'b', 'c']) outbox.add('10', text, 'm1');
    outbox.goLive();
    outbox.add('11', 'd');
    expect(texts()).toEqual(['a', 'b', 'c', 'd']);
    expect(sent[0]).toMatchObject({ type: 'send', roomId: '10', replyToId: 'm1' });
    expect(sent[3]).not.toHaveProperty('replyToId');
  });

  it('keeps what a message has beside its words over a reload of the page', () => {
    openTab().outbox.add('10', 'read this', undefined, [], { asksConfirmation: true });
    const { outbox, sent } = openTab();
    outbox.goLive();
    expect(outbox.linesOf('10')[0]?.confirmation).toEqual({ askedCount: 0, confirmedCount: 0 });
    expect(sent[0]).toMatchObject({ text: 'read this', asksConfirmation: true });
  });

  it('waits out slow mode, one message at a time and in their order, and holds up no other room', async () => {
    const { outbox, texts, sent } = openTab();
    outbox.goLive();
    outbox.add('12', 'a');
    outbox.add('12', 'b');
    outbox.add('10', 'elsewhere');
    expect(texts()).toEqual(['a', 'elsewhere']);
    const answer = { code: 'slow_mode', message: '', details: { retryAfterSeconds: 30 } } as const;
    outbox.failed(sent[0]!.clientMessageId, answer);
    expect(linesOf(outbox, '12')).toEqual([
      ['a', 'queued'],
      ['b', 'queued'],
    ]);
    outbox.settle(sent[1]!.clientMessageId);
    await clock.pass(29_999);
    expect(texts()).toEqual(['a', 'elsewhere']);
    await clock.pass(1);
    expect(texts()).toEqual(['a', 'elsewhere', 'a']);
    expect(sent[2]).toEqual(sent[0]);
    outbox.settle(sent[0]!.clientMessageId);
    expect(texts()).toEqual(['a', 'elsewhere', 'a', 'b']);
  });

  it('forgets a message that is settled, in storage too', () => {
    const { outbox } = openTab();
    outbox.add('10', 'hello');
    outbox.goLive();
    expect(outbox.settle(idOf(outbox))).toMatchObject({ text: 'hello' });
    expect(outbox.linesOf('10')).toEqual([]);
    expect(storage.values.size).toBe(0);
  });

  it('has at most 20 messages without an answer under way', () => {
    const { outbox, sent } = openTab();
    for (let count = 0; count < 50; count++) outbox.add('10', `text ${count}`);
    outbox.goLive();
    expect(sent).toHaveLength(IN_FLIGHT_MAX);
  });

  it('keeps to the pace of the host, so that no message overtakes another', async () => {
    const { outbox, sent, texts } = openTab();
    for (let count = 0; count < 40; count++) outbox.add('10', `text ${count}`);
    outbox.goLive();
    for (let second = 0; second < 10; second++) {
      for (const frame of sent) outbox.settle(frame.clientMessageId);
      await clock.pass(1_000);
      expect(sent.length).toBeLessThanOrEqual(LIMITS.sendsBurst + LIMITS.sendsPerSecond * (second + 1));
    }
    expect(texts()).toEqual(Array.from({ length: 40 }, (_, index) => `text ${index}`));
  });

  it('sends everything unanswered again after each reconnect', () => {
    const { outbox, texts } = openTab();
    outbox.add('10', 'a');
    outbox.add('10', 'b');
    outbox.goLive();
    outbox.settle(idOf(outbox));
    outbox.goOffline(1006);
    outbox.add('10', 'c');
    outbox.goLive();
    expect(texts()).toEqual(['a', 'b', 'b', 'c']);
  });

  it('sends again what was not answered for half a minute', async () => {
    const { outbox, texts } = openTab();
    outbox.add('10', 'a');
    outbox.goLive();
    await clock.pass(29_000);
    outbox.add('10', 'b');
    expect(texts()).toEqual(['a', 'b']);
    await clock.pass(1_000);
    expect(texts()).toEqual(['a', 'b', 'a']);
  });

  it('survives a reload, in order', () => {
    const before = openTab();
    for (const text of ['a', 'b', 'c']) before.outbox.add('10', text);
    before.outbox.goLive();
    before.outbox.close();
    const { outbox, texts } = openTab();
    expect(linesOf(outbox)).toEqual([
      ['a', 'queued'],
      ['b', 'queued'],
      ['c', 'queued'],
    ]);
    outbox.goLive();
    expect(texts()).toEqual(['a', 'b', 'c']);
  });

  it('belongs to one person on one host', () => {
    openTab().outbox.add('10', 'mine');
    expect(openTab('2').outbox.linesOf('10')).toEqual([]);
    expect(openTab('1', 'host-2').outbox.linesOf('10')).toEqual([]);
  });

  it('goes on in memory where storage is full or forbidden', () => {
    storage.refuses = true;
    const { outbox, texts } = openTab();
    outbox.add('10', 'hello');
    outbox.goLive();
    expect(texts()).toEqual(['hello']);
    outbox.settle(idOf(outbox));
    expect(outbox.queuedCount()).toBe(0);
  });

  it('passes over what is not a message in its storage', () => {
    const prefix = 'porchlight:outbox:host-1:1:';
    storage.values.set(`${prefix}x`, 'not json');
    storage.values.set(`${prefix}y`, JSON.stringify({ clientMessageId: 'y', roomId: 3 }));
    storage.values.set('theme', 'dusk');
    expect(openTab().outbox.queuedCount()).toBe(0);
    expect(storage.values.get('theme')).toBe('dusk');
  });

  it('gives the same lines until something changes', () => {
    const { outbox } = openTab();
    outbox.add('10', 'a');
    const lines = outbox.linesOf('10');
    outbox.add('11', 'elsewhere');
    expect(outbox.linesOf('10')).toBe(lines);
    outbox.add('10', 'b');
    expect(outbox.linesOf('10')[0]).toBe(lines[0]);
  });
});

describe('a refused message', () => {
  it('keeps its text and the reason, over a reload too', () => {
    const { outbox } = openTab();
    outbox.add('10', 'hello');
    outbox.goLive();
    outbox.failed(idOf(outbox), { code: 'room_archived', message: 'That room is archived.' });
    const delivery = { kind: 'refused', code: 'room_archived', message: 'That room is archived.' };
    expect(outbox.linesOf('10')[0]).toMatchObject({ text: 'hello', delivery });
    expect(outbox.queuedCount()).toBe(0);
    const reloaded = openTab();
    reloaded.outbox.goLive();
    expect(reloaded.outbox.linesOf('10')[0]).toMatchObject({ text: 'hello', delivery });
    expect(reloaded.sent).toEqual([]);
  });

  it('is sent again on retry', () => {
    const { outbox, texts } = openTab();
    outbox.add('10', 'hello');
    outbox.goLive();
    outbox.failed(idOf(outbox), { code: 'not_a_member', message: '' });
    outbox.retry(idOf(outbox));
    expect(linesOf(outbox)).toEqual([['hello', 'queued']]);
    expect(texts()).toEqual(['hello', 'hello']);
  });

  it('gives its text back when discarded', () => {
    const { outbox } = openTab();
    outbox.add('10', 'hello');
    expect(outbox.discard(idOf(outbox))?.text).toBe('hello');
    expect(outbox.discard('unknown')).toBeNull();
    expect(storage.values.size).toBe(0);
    expect(outbox.queuedCount()).toBe(0);
  });

  it('is one that is too long from the start, counted as people count', () => {
    const { outbox, sent } = openTab();
    outbox.goLive();
    outbox.add('10', 'x'.repeat(LIMITS.messageTextMaxChars + 1));
    outbox.add('10', '🪔'.repeat(LIMITS.messageTextMaxChars));
    expect(linesOf(outbox).map(([, kind]) => kind)).toEqual(['refused', 'queued']);
    expect(sent).toHaveLength(1);
  });

  it('is the one over which the host ends every connection', () => {
    const { outbox, sent } = openTab();
    for (const text of ['a', 'poison', 'b']) outbox.add('10', text);
    outbox.goLive();
    outbox.goOffline(CLOSE.badFrame);
    outbox.goLive();
    expect(sent.slice(3).map(({ text }) => text)).toEqual(['a']);
    outbox.settle(sent[0]!.clientMessageId);
    expect(sent.slice(4).map(({ text }) => text)).toEqual(['poison', 'b']);
    outbox.goOffline(CLOSE.badFrame);
    outbox.goLive();
    expect(sent.slice(6).map(({ text }) => text)).toEqual(['poison']);
    outbox.goOffline(CLOSE.badFrame);
    expect(linesOf(outbox)).toEqual([
      ['poison', 'refused'],
      ['b', 'queued'],
    ]);
  });
});

describe('a passing failure', () => {
  it.each([
    'rate_limited',
    'busy',
    'stopping',
    'storage_full',
    'storage_failed',
    'storage_read_only',
    'internal',
    'not_signed_in',
  ] as const)('%s keeps the message and tries again', async (code) => {
    const { outbox, texts } = openTab();
    outbox.add('10', 'hello');
    outbox.goLive();
    outbox.failed(idOf(outbox), { code: code, message: '' });
    expect(linesOf(outbox)).toEqual([['hello', 'queued']]);
    expect(texts()).toHaveLength(1);
    await clock.pass(2_000);
    expect(texts()).toEqual(['hello', 'hello']);
  });

  it('is tried less and less often', async () => {
    const { outbox, sent } = openTab();
    outbox.add('10', 'hello');
    outbox.goLive();
    let handled = 0;
    for (let second = 0; second < 600; second++) {
      if (sent.length > handled)
        outbox.failed(sent[handled++]!.clientMessageId, { code: 'storage_full', message: '' });
      await clock.pass(1_000);
    }
    expect(sent.length).toBeGreaterThan(30);
    expect(sent.length).toBeLessThan(60);
  });

  it('counts once for all that were under way, and lets them go one by one until one succeeds', async () => {
    const { outbox, sent } = openTab();
    for (let count = 0; count < 10; count++) outbox.add('10', `text ${count}`);
    outbox.goLive();
    for (const { clientMessageId } of [...sent])
      outbox.failed(clientMessageId, { code: 'busy', message: '' });
    await clock.pass(1_500);
    expect(sent.slice(10).map(({ text }) => text)).toEqual(['text 0']);
    outbox.settle(sent[0]!.clientMessageId);
    expect(sent.slice(11).map(({ text }) => text)).toEqual(sent.slice(1, 10).map(({ text }) => text));
  });
});

describe('two tabs of one browser', () => {
  it('show each other’s waiting messages and neither overwrites the other’s', () => {
    const [one, other] = [openTab(), openTab()];
    one.outbox.add('10', 'from one');
    other.outbox.add('10', 'from other');
    expect(linesOf(one.outbox)).toEqual(linesOf(other.outbox));
    expect(storage.values.size).toBe(2);
  });

  it('leave sending to the tab that wrote', async () => {
    const [one, other] = [openTab(), openTab()];
    one.outbox.goLive();
    other.outbox.goLive();
    one.outbox.add('10', 'hello');
    await clock.pass(5_000);
    expect(one.texts()).toEqual(['hello']);
    expect(other.texts()).toEqual([]);
  });

  it('send what the other left behind when it was closed', async () => {
    const [one, other] = [openTab(), openTab()];
    one.outbox.add('10', 'hello');
    one.outbox.close();
    other.outbox.goLive();
    await clock.pass(10_000);
    expect(other.texts()).toEqual(['hello']);
  });

  it('both know when a message is settled, refused or discarded', () => {
    const [one, other] = [openTab(), openTab()];
    one.outbox.goLive();
    for (const text of ['settled', 'refused', 'discarded']) one.outbox.add('10', text);
    const [settled, refused, discarded] = one.sent.map(({ clientMessageId }) => clientMessageId);
    one.outbox.settle(settled!);
    one.outbox.failed(refused!, { code: 'forbidden', message: '' });
    other.outbox.discard(discarded!);
    expect(linesOf(one.outbox)).toEqual([['refused', 'refused']]);
    expect(linesOf(other.outbox)).toEqual([['refused', 'refused']]);
  });

  it('do not take a message’s line out of the tab that wrote it before that tab knows', async () => {
    const [one, other] = [openTab(), openTab()];
    one.outbox.goLive();
    one.outbox.add('10', 'hello');
    other.outbox.settle(idOf(one.outbox));
    expect(linesOf(other.outbox)).toEqual([]);
    expect(linesOf(one.outbox)).toEqual([['hello', 'queued']]);
    await clock.pass(10_000);
    expect(storage.values.size).toBe(0);
  });

  it('do not take in a message that is known to be stored', () => {
    const [one, other] = [openTab(), openTab()];
    other.outbox.settle('early');
    const item = { clientMessageId: 'early', roomId: '10', text: 'hello', writtenAt: 1 };
    const { storage: raw } = storage.forTab();
    raw!.setItem('porchlight:outbox:host-1:1:early', JSON.stringify(item));
    expect(linesOf(other.outbox)).toEqual([]);
    expect(linesOf(one.outbox)).toEqual([['hello', 'queued']]);
  });
});
