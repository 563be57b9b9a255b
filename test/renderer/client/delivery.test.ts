import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Pages, shown } from './support/pages.ts';

let pages: Pages;

beforeEach(() => {
  pages = new Pages();
});

afterEach(() => {
  pages.closeAll();
});

describe('a message sent into a half-open connection', () => {
  it('stays visibly queued, survives a reload, and is stored once when the host is back', async () => {
    let page = pages.open();
    await pages.look(page);
    pages.host.freeze(true);
    page.client.send('10', 'into the void');
    await pages.clock.pass(60_000);
    expect(shown(page)).toEqual(['into the void (queued)']);
    expect(page.client.getState().connection.kind).toBe('waiting');
    pages.host.kill();
    pages.close(page);
    page = pages.open();
    await pages.look(page);
    expect(shown(page)).toEqual(['into the void (queued)']);
    expect(page.client.getState().waitingCount).toBe(1);
    pages.host.isUp = true;
    await pages.clock.pass(30_000);
    expect(pages.storedTexts()).toEqual(['into the void']);
    expect(shown(page)).toEqual(['into the void (stored)']);
  });

  it('is settled by its event where the ack was lost', async () => {
    const page = pages.open();
    await pages.look(page);
    pages.host.latencyMs = () => 50;
    page.client.send('10', 'hello');
    await pages.clock.pass(60);
    expect(pages.storedTexts()).toEqual(['hello']);
    pages.host.cut();
    await pages.clock.pass(5_000);
    expect(shown(page)).toEqual(['hello (stored)']);
    expect(pages.storedTexts()).toEqual(['hello']);
    expect(pages.storage.values.size).toBe(0);
  });

  it('is settled by the history where the page was reloaded before the ack', async () => {
    let page = pages.open();
    await pages.look(page);
    pages.host.latencyMs = () => 50;
    page.client.send('10', 'hello');
    await pages.clock.pass(60);
    pages.close(page);
    for (let count = 0; count < 300; count++) pages.host.post('2', '10', `later ${count}`);
    page = pages.open();
    expect(shown(page)).toEqual(['hello (queued)']);
    await pages.look(page);
    await pages.clock.pass(1_000);
    expect(shown(page)).toHaveLength(200);
    expect(shown(page).every((line) => line.startsWith('later'))).toBe(true);
    expect(page.client.getState().waitingCount).toBe(0);
    for (let count = 0; count < 3; count++) {
      void page.client.timeline('10').loadOlder();
      await pages.clock.pass(1_000);
    }
    expect(shown(page)[0]).toBe('hello (stored)');
    expect(pages.storedTexts().filter((text) => text === 'hello')).toHaveLength(1);
  });
});

describe('many messages', () => {
  it('arrive in the order of writing through any number of breaks', async () => {
    const page = pages.open();
    await pages.look(page);
    const texts = Array.from({ length: 60 }, (_, index) => `text ${index}`);
    for (const text of texts) page.client.send('10', text);
    for (let turn = 0; turn < 20; turn++) {
      await pages.clock.pass(700);
      pages.host.cut();
    }
    await pages.clock.pass(60_000);
    expect(pages.storedTexts()).toEqual(texts);
    expect(shown(page)).toEqual(texts.map((text) => `${text} (stored)`));
  });

  it('wait while the host’s disk is full', async () => {
    const page = pages.open();
    await pages.look(page);
    pages.host.refuseSend = () => 'storage_full';
    page.client.send('10', 'hello');
    await pages.clock.pass(60_000);
    expect(shown(page)).toEqual(['hello (queued)']);
    pages.host.refuseSend = null;
    await pages.clock.pass(40_000);
    expect(shown(page)).toEqual(['hello (stored)']);
  });

  it('keep their text when refused, and can be taken back', async () => {
    const page = pages.open();
    await pages.look(page);
    pages.host.refuseSend = () => 'room_archived';
    page.client.send('10', 'hello');
    await pages.clock.pass(100);
    expect(shown(page)).toEqual(['hello (refused)']);
    const { clientMessageId } = page.client.timeline('10').getState().messages[0]!;
    expect(page.client.discard(clientMessageId)).toBe('hello');
    expect(shown(page)).toEqual([]);
  });
});

describe('two tabs of one browser', () => {
  it('show and store each message once', async () => {
    const [one, other] = [pages.open(), pages.open()];
    await pages.look(one);
    await pages.look(other);
    one.client.send('10', 'from one');
    other.client.send('10', 'from other');
    expect(shown(other)).toEqual(['from one (queued)', 'from other (queued)']);
    await pages.clock.pass(1_000);
    for (const page of [one, other])
      expect(shown(page)).toEqual(['from one (stored)', 'from other (stored)']);
    await pages.clock.pass(20_000);
    expect(pages.storedTexts()).toEqual(['from one', 'from other']);
    expect(pages.storage.values.size).toBe(0);
  });

  it('store each message once when the host comes back to both', async () => {
    pages.host.isUp = false;
    const [one, other] = [pages.open(), pages.open()];
    for (let count = 0; count < 5; count++) {
      one.client.send('10', `one ${count}`);
      other.client.send('10', `other ${count}`);
    }
    pages.close(one);
    pages.host.isUp = true;
    await pages.look(other);
    await pages.clock.pass(60_000);
    expect(pages.storedTexts().sort()).toEqual(
      ['one', 'other'].flatMap((tab) => [0, 1, 2, 3, 4].map((count) => `${tab} ${count}`)).sort(),
    );
    expect(other.client.getState().waitingCount).toBe(0);
  });
});

describe('a page far behind the log', () => {
  it('reloads its rooms and goes on', async () => {
    pages.host.resumeMaxEvents = 10;
    const page = pages.open();
    pages.host.post('2', '10', 'first');
    await pages.look(page);
    pages.host.kill();
    const first = pages.host.messages('10')[0]!;
    pages.host.edit(first, 'first, changed');
    for (let count = 0; count < 20; count++) pages.host.post('2', '10', `text ${count}`);
    page.client.send('10', 'mine');
    await pages.clock.pass(3_000);
    pages.host.isUp = true;
    await pages.clock.pass(20_000);
    pages.host.post('2', '10', 'live again');
    await pages.clock.pass(100);
    expect(page.client.getState().connection).toEqual({ kind: 'live' });
    expect(shown(page)).toEqual(pages.host.messages('10').map(({ text }) => `${text} (stored)`));
    expect(shown(page)[0]).toBe('first, changed (stored)');
    expect(page.client.getState().rooms.get('10')?.unreadCount).toBe(22);
  });

  it('notices a log that was set back by a restored backup', async () => {
    const page = pages.open();
    for (const text of ['a', 'b', 'c']) pages.host.post('2', '10', text);
    await pages.look(page);
    pages.host.cut();
    pages.host.log = pages.host.log.slice(0, 1);
    await pages.clock.pass(3_000);
    pages.host.post('2', '10', 'new b');
    await pages.clock.pass(100);
    expect(shown(page)).toEqual(['a (stored)', 'new b (stored)']);
  });
});

describe('another host or person behind the same address', () => {
  it('ends the page, shows nothing held, and sends nothing waiting', async () => {
    const page = pages.open();
    pages.host.post('2', '10', 'secret');
    await pages.look(page);
    pages.host.kill();
    page.client.send('10', 'mine');
    await pages.clock.pass(1_000);
    pages.host.serverId = 'host-2';
    pages.host.log = [];
    pages.host.isUp = true;
    await pages.clock.pass(20_000);
    const state = page.client.getState();
    expect(state.connection).toEqual({ kind: 'ended', reason: 'signed_out' });
    expect(state.rooms.size).toBe(0);
    expect(shown(page)).toEqual(['mine (queued)']);
    expect(pages.host.log).toEqual([]);
  });

  it('ends a tab when another tab signed in as somebody else', async () => {
    const { client } = pages.open('1', { session: '2' });
    client.send('10', 'as myself');
    await pages.clock.pass(1_000);
    expect(client.getState().connection).toEqual({ kind: 'ended', reason: 'signed_out' });
    expect(pages.host.log).toEqual([]);
  });
});
