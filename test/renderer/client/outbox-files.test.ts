import { beforeEach, describe, expect, it } from 'vitest';
import { createOutbox } from '../../../renderer/client/outbox.ts';
import type { Outbox } from '../../../renderer/client/outbox-view.ts';
import { createOutboxStorage, type OutboxUpload } from '../../../renderer/client/outbox-storage.ts';
import type { ClientFrame } from '../../../server/protocol/client-frames.ts';
import type { MessageFile } from '../../../server/protocol/message.ts';
import { browserWorld, SharedStorage } from './support/browser-world.ts';
import { ManualClock } from './support/manual-clock.ts';
import { me } from './support/samples.ts';

type SendFrame = ClientFrame & { type: 'send' };

const PHOTO: OutboxUpload = { id: 'up-1', name: 'photo.jpg', size: 9, mime: 'image/jpeg' };
const STORED: MessageFile = { id: '7', name: 'photo.jpg', mime: 'image/jpeg', size: 9, url: '/x' };

let clock: ManualClock;
let storage: SharedStorage;

interface Tab {
  outbox: Outbox;
  sent: SendFrame[];
  /** The uploads this tab is sending. */
  uploads: Set<string>;
  released: string[];
}

function openTab(): Tab {
  const sent: SendFrame[] = [];
  const uploads = new Set<string>();
  const released: string[] = [];
  const { effects } = browserWorld({ clock, storage });
  const outbox = createOutbox({
    slowMode: { isSlow: () => false, writableAt: () => 0, mustWait: () => undefined },
    effects,
    storage: createOutboxStorage(effects, 'host-1', '1'),
    author: () => me('1'),
    transmit: (frame) => sent.push(frame as SendFrame),
    changed: () => undefined,
    hasUpload: (id) => uploads.has(id),
    released: (files) => released.push(...files.map(({ id }) => id)),
  });
  return { outbox, sent, uploads, released };
}

function withPhoto(tab: Tab, text = 'look'): void {
  tab.uploads.add(PHOTO.id);
  tab.outbox.add('10', text, undefined, [PHOTO]);
}

const delivery = ({ outbox }: Tab, index = 0) => outbox.linesOf('10')[index]!.delivery;

beforeEach(() => {
  clock = new ManualClock();
  storage = new SharedStorage();
});

describe('a message with files', () => {
  it('waits for the last of them, then goes with them', () => {
    const tab = openTab();
    tab.outbox.goLive();
    withPhoto(tab);
    expect(tab.sent).toEqual([]);
    expect(tab.outbox.linesOf('10')[0]).toMatchObject({ uploads: [PHOTO], delivery: { kind: 'queued' } });
    tab.outbox.uploadStored(PHOTO.id, STORED);
    expect(tab.sent).toMatchObject([{ text: 'look', fileIds: ['7'] }]);
  });

  it('keeps what is written after it in its room behind it, and nothing elsewhere', () => {
    const tab = openTab();
    tab.outbox.goLive();
    withPhoto(tab, 'first');
    tab.outbox.add('10', 'second');
    tab.outbox.add('11', 'elsewhere');
    expect(tab.sent.map(({ text }) => text)).toEqual(['elsewhere']);
    tab.outbox.uploadStored(PHOTO.id, STORED);
    expect(tab.sent.map(({ text }) => text)).toEqual(['elsewhere', 'first', 'second']);
  });

  it('whose file fails is refused with the file’s reason, and holds nobody up', () => {
    const tab = openTab();
    tab.outbox.goLive();
    withPhoto(tab, 'first');
    tab.outbox.add('10', 'second');
    tab.outbox.uploadFailed(PHOTO.id, 'storage_full', 'full');
    expect(delivery(tab)).toEqual({ kind: 'refused', code: 'storage_full', message: 'full' });
    expect(tab.sent.map(({ text }) => text)).toEqual(['second']);
    tab.outbox.retry(tab.outbox.linesOf('10')[0]!.clientMessageId);
    expect(delivery(tab)).toEqual({ kind: 'queued' });
    tab.outbox.uploadStored(PHOTO.id, STORED);
    expect(tab.sent.at(-1)).toMatchObject({ text: 'first', fileIds: ['7'] });
  });

  it('lets go of its files once it is stored', () => {
    const tab = openTab();
    tab.outbox.goLive();
    withPhoto(tab);
    tab.outbox.uploadStored(PHOTO.id, STORED);
    tab.outbox.settle(tab.sent[0]!.clientMessageId);
    expect(tab.released).toEqual([PHOTO.id]);
  });

  it('whose files were all there goes out after a reload', () => {
    const before = openTab();
    withPhoto(before);
    before.outbox.uploadStored(PHOTO.id, STORED);
    before.outbox.close();
    const tab = openTab();
    tab.outbox.goLive();
    expect(tab.sent).toMatchObject([{ text: 'look', fileIds: ['7'] }]);
  });

  it('whose files went with the page keeps its words and says so', async () => {
    const before = openTab();
    withPhoto(before, 'my words');
    before.outbox.close();
    const tab = openTab();
    tab.outbox.goLive();
    await clock.pass(11_000);
    expect(delivery(tab)).toMatchObject({ kind: 'refused', code: 'file_lost' });
    const id = tab.outbox.linesOf('10')[0]!.clientMessageId;
    tab.outbox.retry(id);
    expect(delivery(tab)).toMatchObject({ kind: 'refused', code: 'file_lost' });
    expect(tab.outbox.discard(id)).toMatchObject({ text: 'my words', uploads: [PHOTO] });
  });

  it('is left alone by another tab for as long as its own tab sends', async () => {
    const sending = openTab();
    sending.outbox.goLive();
    withPhoto(sending);
    const other = openTab();
    other.outbox.goLive();
    await clock.pass(60_000);
    expect(delivery(other)).toEqual({ kind: 'queued' });
    sending.outbox.uploadStored(PHOTO.id, STORED);
    sending.outbox.settle(sending.sent[0]!.clientMessageId);
    await clock.pass(60_000);
    expect(other.outbox.linesOf('10')).toEqual([]);
    expect(other.sent).toEqual([]);
  });

  it('is read from the storage with a healthy distrust', () => {
    const tab = openTab();
    withPhoto(tab);
    const [[key, value] = ['', '']] = [...storage.values];
    const item = JSON.parse(value) as Record<string, unknown>;
    storage.values.set(
      key,
      JSON.stringify({ ...item, uploads: [null, 1, { id: 3 }, { ...PHOTO, file: {} }] }),
    );
    expect(openTab().outbox.linesOf('10')[0]?.uploads).toEqual([PHOTO]);
  });
});
