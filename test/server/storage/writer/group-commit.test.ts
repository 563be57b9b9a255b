import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../../server/protocol/event.ts';
import { command, scratchDatabase, type ScratchDatabase } from '../support/scratch-database.ts';

function post(senderId: number, clientMessageId: string, text = 'hello', roomId = 1) {
  return command('postMessage', { senderId, roomId, clientMessageId, text, replyToId: null, fileIds: [] });
}

/** The log as it is on the disk. */
function storedLog({ db }: ScratchDatabase): { seq: number; json: string }[] {
  return db
    .prepare<unknown[], { seq: number; json: string }>('SELECT seq, body AS json FROM events ORDER BY seq')
    .all();
}

/** What was handed out must be what was stored, without a gap. */
function expectTruth(scratch: ScratchDatabase): void {
  expect(scratch.events.map(({ seq, json }) => ({ seq, json }))).toEqual(storedLog(scratch));
  expect(scratch.events.map((event) => event.seq)).toEqual(scratch.events.map((_, index) => index + 1));
  expect(scratch.context.seq).toBe(scratch.events.length);
}

describe('a group of commands', () => {
  it('gives each its answer and events in order', async () => {
    const scratch = await scratchDatabase();
    const [bo, ann] = [scratch.person('Bo'), scratch.person('Ann')];
    const answers = scratch.commit(post(bo, 'a'), post(ann, 'a'), post(bo, 'b'));
    expect(answers.map((answer) => 'value' in answer && answer.value)).toEqual([
      { messageId: 3, seq: 3, isRepeat: false },
      { messageId: 4, seq: 4, isRepeat: false },
      { messageId: 5, seq: 5, isRepeat: false },
    ]);
    expectTruth(scratch);
  });

  it('is fine with nothing in it', async () => {
    const scratch = await scratchDatabase();
    expect(scratch.commit()).toEqual([]);
    expectTruth(scratch);
  });

  it('stores a message once when it is repeated within the group', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    const answers = scratch.commit(post(bo, 'a', 'first'), post(bo, 'a', 'second'));
    expect(answers).toMatchObject([
      { value: { messageId: 2, isRepeat: false } },
      { value: { messageId: 2, isRepeat: true } },
    ]);
    expect(scratch.db.prepare('SELECT text FROM messages').all()).toEqual([{ text: 'first' }]);
    expectTruth(scratch);
  });

  it('stores a message once when it is repeated in a later group, in another room, or after it was deleted', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    scratch.commit(post(bo, 'a', 'first'));
    expect(scratch.commit(post(bo, 'a', 'again', 2))).toMatchObject([
      { value: { messageId: 2, isRepeat: true } },
    ]);
    scratch.run('deleteMessage', { userId: bo, messageId: 2 });
    expect(scratch.commit(post(bo, 'a', 'first'))).toMatchObject([
      { value: { messageId: 2, isRepeat: true } },
    ]);
    expect(scratch.db.prepare('SELECT count(*) AS n FROM messages').get()).toEqual({ n: 1 });
    expect(scratch.events.map((event) => event.kind)).toEqual([
      'user.created',
      'message.created',
      'message.deleted',
    ]);
  });

  it('posts under the name and into the room as they are at that very moment', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    const answers = scratch.commit(
      post(bo, 'a'),
      command('updateAccount', { userId: bo, username: 'Bob', sessionId: 0 }),
      post(bo, 'b'),
      command('updateRoom', { roomId: 1, isArchived: true }),
      post(bo, 'c'),
      command('updateRoom', { roomId: 1, isArchived: false }),
      post(bo, 'd'),
    );
    expect(answers.map((answer) => ('failure' in answer ? answer.failure.code : 'done'))).toEqual([
      'done',
      'done',
      'done',
      'done',
      'room_archived',
      'done',
      'done',
    ]);
    const names = scratch.events
      .map(({ json }) => JSON.parse(json) as LogEvent)
      .flatMap((event) => (event.kind === 'message.created' ? [event.message.senderName] : []));
    expect(names).toEqual(['Bo', 'Bob', 'Bob']);
    expectTruth(scratch);
  });

  it('undoes a refused command alone, with its events and their numbers', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    const roomId = scratch.run('createRoom', {
      userId: bo,
      kind: 'private',
      name: 'Plans',
      topic: '',
      isDefault: false,
      memberIds: [],
    }).roomId;
    const ann = scratch.person('Ann');
    const answers = scratch.commit(
      post(bo, 'a'),
      // Brings Ann in, with an event, before it meets somebody who is not there.
      command('addMembers', { userId: bo, roomId, memberIds: [ann, 999] }),
      post(ann, 'to a room she is not in', 'let me in', roomId),
      post(bo, 'b'),
    );
    expect(answers).toMatchObject([
      { value: { seq: 4 } },
      { failure: { kind: 'refused', code: 'user_not_found' } },
      { failure: { kind: 'refused', code: 'room_not_found' } },
      { value: { seq: 5 } },
    ]);
    expect(scratch.db.prepare('SELECT user_id FROM members WHERE room_id = ?').all(roomId)).toEqual([
      { user_id: bo },
    ]);
    expectTruth(scratch);
  });

  it('undoes a command that fails by a fault of ours, and goes on', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    // No caller can build this; the database refuses it.
    const broken = command('setMeta', { values: { good: 'stored first', bad: 7 as unknown as string } });
    scratch.db.exec(
      "CREATE TRIGGER no_sevens BEFORE INSERT ON meta WHEN NEW.key = 'bad' BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    expect(scratch.commit(post(bo, 'a'), broken, post(bo, 'b'))).toMatchObject([
      { value: { seq: 2 } },
      { failure: { kind: 'fault', code: 'internal' } },
      { value: { seq: 3 } },
    ]);
    expect(scratch.db.prepare("SELECT 1 FROM meta WHERE key = 'good'").get()).toBeUndefined();
    expectTruth(scratch);
  });

  it('fails whole when the disk is full, and works again when there is room', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    scratch.commit(post(bo, 'before'));
    const pages = scratch.db.pragma('page_count', { simple: true }) as number;
    const roomy = scratch.db.pragma('max_page_count', { simple: true }) as number;

    scratch.db.pragma(`max_page_count = ${pages}`);
    const group = Array.from({ length: 8 }, (_, i) => post(bo, `m${i}`, 'x'.repeat(7_000)));
    const answers = scratch.commit(post(bo, 'small'), ...group);
    expect(answers).toHaveLength(9);
    for (const answer of answers)
      expect(answer).toMatchObject({ failure: { kind: 'fault', code: 'storage_full' } });
    expect(scratch.db.inTransaction).toBe(false);
    expectTruth(scratch);

    scratch.db.pragma(`max_page_count = ${roomy}`);
    const again = scratch.commit(post(bo, 'small'), ...group);
    expect(again.map((answer) => 'value' in answer && answer.value)).toMatchObject(
      Array.from({ length: 9 }, (_, i) => ({ seq: 3 + i, isRepeat: false })),
    );
    expectTruth(scratch);
  });

  it('says so when the disk may only be read', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    scratch.db.pragma('query_only = ON');
    expect(scratch.commit(post(bo, 'a'), post(bo, 'b'))).toMatchObject([
      { failure: { code: 'storage_read_only' } },
      { failure: { code: 'storage_read_only' } },
    ]);
    scratch.db.pragma('query_only = OFF');
    expect(scratch.commit(post(bo, 'a'))).toMatchObject([{ value: { isRepeat: false } }]);
    expectTruth(scratch);
  });

  it('writes each event as the text that travels, with its own seq in it', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    scratch.commit(post(bo, 'a', 'quotes " and \\ and\nlines and 你好 and \u2028'));
    for (const { seq, kind, json } of scratch.events)
      expect(JSON.parse(json)).toMatchObject({ seq, kind } satisfies Partial<LogEvent>);
    expect(JSON.parse(scratch.events.at(-1)?.json ?? '')).toMatchObject({
      message: {
        text: 'quotes " and \\ and\nlines and 你好 and \u2028',
        seq: 2,
        id: '2',
        clientMessageId: 'a',
      },
    });
  });
});
