import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SharedStorage } from './support/browser-world.ts';
import { Pages, shown } from './support/pages.ts';
import { facts, user } from './support/samples.ts';

let pages: Pages;

beforeEach(() => {
  pages = new Pages();
});

afterEach(() => {
  pages.closeAll();
});

describe('a page', () => {
  it('connects, learns the rooms and people, and shows a room', async () => {
    pages.host.post('2', '10', 'hello');
    const page = pages.open();
    expect(page.client.getState().connection).toEqual({ kind: 'connecting' });
    await pages.look(page);
    const state = page.client.getState();
    expect(state.connection).toEqual({ kind: 'live' });
    expect([...state.users.keys()]).toEqual(['1', '2', '3']);
    expect(state.rooms.get('10')).toMatchObject({ unreadCount: 1, onlineCount: 2 });
    expect(shown(page)).toEqual(['hello (stored)']);
  });

  it('misses nothing between its first reading of a room and the welcome', async () => {
    const page = pages.open();
    page.client.timeline('10').subscribe(() => undefined);
    void page.client.timeline('10').open();
    await pages.clock.pass(2);
    pages.host.post('2', '10', 'in between');
    await pages.clock.pass(100);
    expect(shown(page)).toEqual(['in between (stored)']);
  });

  it('shows a message at once, and once, through ack and event', async () => {
    const page = pages.open();
    await pages.look(page);
    const seen = new Set<string>();
    page.client.timeline('10').subscribe(() => seen.add(shown(page).join()));
    page.client.send('10', 'hello');
    expect(shown(page)).toEqual(['hello (queued)']);
    expect(page.client.getState().waitingCount).toBe(1);
    await pages.clock.pass(100);
    expect(shown(page)).toEqual(['hello (stored)']);
    expect(page.client.getState().waitingCount).toBe(0);
    expect([...seen]).toEqual(['hello (queued)', 'hello (stored)']);
    expect(page.client.timeline('10').getState().messages[0]).toMatchObject({ id: 'm1', seq: 1 });
  });

  it('counts unread messages and sets them back with the marker', async () => {
    const page = pages.open();
    const phone = pages.open('1', { storage: new SharedStorage() });
    await pages.look(page);
    for (const text of ['a', 'b', 'c']) pages.host.post('2', '10', text);
    await pages.clock.pass(100);
    expect(page.client.getState().rooms.get('10')?.unreadCount).toBe(3);
    page.client.markRead('10', 2);
    expect(page.client.getState().rooms.get('10')).toMatchObject({ unreadCount: 1, lastReadSeq: 2 });
    page.client.markRead('10', 1);
    page.client.markRead('10', 3);
    await pages.clock.pass(1_000);
    expect(page.client.getState().rooms.get('10')).toMatchObject({ unreadCount: 0, lastReadSeq: 3 });
    expect(phone.client.getState().rooms.get('10')).toMatchObject({ unreadCount: 0, lastReadSeq: 3 });
  });

  it('tells of others’ messages while it is connected, together with what they changed', async () => {
    const page = pages.open();
    await pages.look(page);
    const heard: unknown[] = [];
    page.client.onHeard(({ text }) =>
      heard.push([text, page.client.getState().rooms.get('10')?.unreadCount]),
    );
    pages.host.post('2', '10', 'a');
    page.client.send('10', 'one’s own');
    await pages.clock.pass(100);
    expect(heard).toEqual([['a', 1]]);
    pages.host.cut();
    pages.host.post('2', '10', 'missed');
    await pages.clock.pass(2_000);
    expect(heard).toHaveLength(1);
  });

  it('does not count what it catches up with twice', async () => {
    const page = pages.open();
    await pages.look(page);
    pages.host.post('2', '10', 'a');
    await pages.clock.pass(100);
    pages.host.cut();
    pages.host.post('2', '10', 'b');
    pages.host.post('2', '10', 'c');
    await pages.clock.pass(2_000);
    pages.host.post('2', '10', 'd');
    await pages.clock.pass(100);
    expect(page.client.getState().rooms.get('10')?.unreadCount).toBe(4);
    expect(shown(page).map((line) => line[0])).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps what was read while the host was away', async () => {
    const page = pages.open();
    await pages.look(page);
    pages.host.post('2', '10', 'a');
    await pages.clock.pass(100);
    pages.host.kill();
    page.client.markRead('10', 1);
    const counts = new Set<number | undefined>();
    page.client.subscribe(() => counts.add(page.client.getState().rooms.get('10')?.unreadCount));
    await pages.clock.pass(5_000);
    pages.host.isUp = true;
    await pages.clock.pass(20_000);
    expect([...counts]).toEqual([0]);
    expect(page.client.getState().rooms.get('10')).toMatchObject({ unreadCount: 0, lastReadSeq: 1 });
    expect(pages.host.rooms('1')[0]?.lastReadSeq).toBe(1);
  });

  it('finds messages in its rooms, else asks the host', async () => {
    const page = pages.open();
    pages.host.post('2', '10', 'hello');
    await pages.look(page);
    const before = pages.host.requests.length;
    expect(await page.client.findMessage('m1')).toMatchObject({ text: 'hello' });
    expect(pages.host.requests).toHaveLength(before);
  });

  it('sends nothing but white space', () => {
    const page = pages.open();
    page.client.send('10', ' \n ');
    expect(page.client.getState().waitingCount).toBe(0);
  });

  it('leaves no timer behind when closed', async () => {
    const page = pages.open();
    await pages.look(page);
    pages.close(page);
    await pages.clock.pass(60_000);
    expect(pages.clock.pendingCount).toBe(0);
  });
});

describe('rooms', () => {
  const PRIVATE = facts('20', { kind: 'private', isDefault: false, memberIds: ['1', '2'] });

  it('appear when one is added and take their messages with them when one is removed', async () => {
    const page = pages.open();
    await pages.look(page);
    pages.host.commit({ kind: 'member.joined', roomId: '20', userId: '1', room: PRIVATE });
    await pages.clock.pass(100);
    expect(page.client.getState().rooms.get('20')).toMatchObject({ joined: true });
    pages.host.post('2', '20', 'between us');
    await pages.look(page, '20');
    expect(shown(page, '20')).toEqual(['between us (stored)']);
    pages.host.commit({ kind: 'member.left', roomId: '20', userId: '1' });
    await pages.clock.pass(100);
    expect(page.client.getState().rooms.has('20')).toBe(false);
    expect(shown(page, '20')).toEqual([]);
  });
});

describe('names', () => {
  it('change for everybody, and survive the list of people that was under way', async () => {
    pages.host.latencyMs = () => 20;
    const page = pages.open();
    await pages.clock.pass(65);
    pages.host.commit({ kind: 'user.updated', user: user('2', { username: 'Ada' }) });
    await pages.clock.pass(1_000);
    expect(page.client.getState().users.get('2')?.username).toBe('Ada');
  });
});
describe('signing out', () => {
  it('ends the page and leaves nothing of the person in the browser', async () => {
    const page = pages.open();
    await pages.look(page);
    pages.storage.values.set('porchlight:draft:host-1:1:10', 'half a sen');
    pages.host.refuseSend = () => 'room_archived';
    page.client.send('10', 'refused');
    await pages.clock.pass(100);
    const result = page.client.signOut();
    await pages.clock.pass(100);
    expect(await result).toEqual({ ok: true });
    expect(pages.storage.values.size).toBe(0);
    expect(page.client.getState().connection).toEqual({ kind: 'ended', reason: 'signed_out' });
  });

  it('changes nothing where the host does not answer', async () => {
    const page = pages.open();
    await pages.look(page);
    pages.host.isUp = false;
    const result = page.client.signOut();
    await pages.clock.pass(100);
    expect(await result).toMatchObject({ ok: false, code: 'offline' });
    expect(page.client.getState().connection).toEqual({ kind: 'live' });
  });
});
