import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../server/protocol/event.ts';
import { createMessageList, type MessageList } from '../../../renderer/client/message-list.ts';
import { created, message } from './support/samples.ts';

function listOf(...seqs: number[]): MessageList {
  const list = createMessageList('1');
  list.replace(seqs.map((seq) => message(seq)));
  return list;
}

function seqsOf(list: MessageList): number[] {
  return list.snapshot().map(({ seq }) => seq);
}

function reacted(messageId: string, userId: string, on: boolean, emoji = '👍'): LogEvent {
  return { seq: 99, kind: 'message.reacted', roomId: '10', messageId, emoji, userId, on };
}

function edited(seq: number, text: string, editedAt: string): LogEvent {
  return { seq: 99, kind: 'message.edited', roomId: '10', message: message(seq, { text, editedAt }) };
}

function deleted(seq: number): LogEvent {
  const tombstone = message(seq, { text: '', deletedAt: '2026-01-05T10:00:00.000Z' });
  return { seq: 99, kind: 'message.deleted', roomId: '10', message: tombstone };
}

const CONFIRMATION = { askedCount: 3, confirmedCount: 0 };

function confirmed(userId: string, confirmedCount: number): LogEvent {
  return { seq: 99, kind: 'message.confirmed', roomId: '10', messageId: 'm5', userId, confirmedCount };
}

describe('a message list of messages to confirm', () => {
  function list(): MessageList {
    const held = createMessageList('1');
    held.replace([message(5, { confirmation: { ...CONFIRMATION, isConfirmed: false } })]);
    return held;
  }
  const stateOf = (held: MessageList) => held.find('m5')?.confirmation;

  it('counts what comes, once, and in whatever order', () => {
    const held = list();
    expect(held.apply(confirmed('3', 2))).toBe(true);
    expect(held.apply(confirmed('4', 1))).toBe(false);
    expect(held.apply(confirmed('3', 2))).toBe(false);
    expect(stateOf(held)).toEqual({ askedCount: 3, confirmedCount: 2, isConfirmed: false });
  });

  it('knows the reader’s own, also where it counts for nobody who was asked', () => {
    const held = list();
    expect(held.apply(confirmed('1', 0))).toBe(true);
    expect(held.apply(confirmed('1', 0))).toBe(false);
    expect(stateOf(held)?.isConfirmed).toBe(true);
  });

  it('keeps all of that over an edit, which tells an older count and nothing of the reader’s own', () => {
    const held = list();
    held.apply(confirmed('1', 2));
    const edit = message(5, {
      text: 'new',
      editedAt: '2026-01-05T10:00:00.000Z',
      confirmation: CONFIRMATION,
    });
    held.apply({ seq: 98, kind: 'message.edited', roomId: '10', message: edit });
    expect(held.find('m5')?.text).toBe('new');
    expect(stateOf(held)).toEqual({ askedCount: 3, confirmedCount: 2, isConfirmed: true });
  });

  it('ignores a confirmation of what asks for none', () => {
    const held = createMessageList('1');
    held.replace([message(5)]);
    expect(held.apply(confirmed('3', 1))).toBe(false);
  });
});

describe('a message list', () => {
  it('holds each message once, in the order of seqs', () => {
    const list = listOf(2, 5);
    expect(list.apply(created(7))).toBe(true);
    expect(list.apply(created(3))).toBe(true);
    expect(list.apply(created(5))).toBe(false);
    expect(seqsOf(list)).toEqual([2, 3, 5, 7]);
    expect(list.first()?.seq).toBe(2);
    expect(list.size()).toBe(4);
  });

  it('gives snapshots that later changes leave alone', () => {
    const list = listOf(2, 5);
    const before = list.snapshot();
    list.apply(created(7));
    expect(before).toHaveLength(2);
    expect(list.snapshot()).not.toBe(before);
    expect(list.snapshot()).toBe(list.snapshot());
  });

  it('keeps the identity of messages that did not change', () => {
    const list = listOf(2, 5, 7);
    const [first, , last] = list.snapshot();
    list.apply(edited(5, 'better', '2026-01-05T10:00:00.000Z'));
    const after = list.snapshot();
    expect(after[0]).toBe(first);
    expect(after[1]).toMatchObject({ text: 'better' });
    expect(after[2]).toBe(last);
  });

  it('keeps the identity of messages that a fresh page only repeats', () => {
    const list = listOf(2, 5);
    const [first, second] = list.snapshot();
    list.replace([message(2), message(5, { text: 'changed' })]);
    expect(list.snapshot()[0]).toBe(first);
    expect(list.snapshot()[1]).not.toBe(second);
  });

  it('leaves a tombstone where a message was deleted', () => {
    const list = listOf(2);
    list.apply(deleted(2));
    expect(list.find('m2')).toMatchObject({ text: '', deletedAt: '2026-01-05T10:00:00.000Z' });
  });

  it('does not go back to an older text', () => {
    const list = listOf(2);
    list.apply(edited(2, 'second', '2026-01-05T10:00:02.000Z'));
    expect(list.apply(edited(2, 'first', '2026-01-05T10:00:01.000Z'))).toBe(false);
    list.apply(deleted(2));
    expect(list.apply(edited(2, 'third', '2026-01-05T10:00:03.000Z'))).toBe(false);
    expect(list.find('m2')?.text).toBe('');
  });

  it('takes a reaction in once, however often it is told', () => {
    const list = listOf(2);
    expect(list.apply(reacted('m2', '3', true))).toBe(true);
    expect(list.apply(reacted('m2', '3', true))).toBe(false);
    list.apply(reacted('m2', '1', true));
    list.apply(reacted('m2', '1', true, '🎉'));
    expect(list.find('m2')?.reactions).toEqual([
      { emoji: '👍', userIds: ['3', '1'] },
      { emoji: '🎉', userIds: ['1'] },
    ]);
    list.apply(reacted('m2', '1', false, '🎉'));
    expect(list.apply(reacted('m2', '1', false, '🎉'))).toBe(false);
    expect(list.find('m2')?.reactions).toEqual([{ emoji: '👍', userIds: ['3', '1'] }]);
  });

  it('changes nothing for messages it does not hold', () => {
    const list = listOf(2);
    expect(list.apply(reacted('m9', '3', true))).toBe(false);
    expect(list.apply(deleted(9))).toBe(false);
  });

  it('replaces what was built from an ack by the message of the event', () => {
    const list = listOf(2);
    const own = message(3, { text: ' as typed ' });
    list.apply({ kind: 'message.acked', message: own });
    expect(list.apply(created(3, { text: 'as stored' }))).toBe(true);
    expect(list.apply({ kind: 'message.acked', message: own })).toBe(false);
    expect(list.snapshot().map(({ text }) => text)).toEqual(['text 2', 'as stored']);
  });

  it('puts an older page before the rest, without doubles', () => {
    const list = listOf(5, 6);
    list.prepend([message(3), message(4), message(5)]);
    expect(seqsOf(list)).toEqual([3, 4, 5, 6]);
    expect(list.find('m3')?.seq).toBe(3);
  });

  it('can forget its oldest', () => {
    const list = listOf(2, 3, 4);
    list.keepNewest(2);
    expect(seqsOf(list)).toEqual([3, 4]);
    expect(list.find('m2')).toBeUndefined();
  });
});
