import { describe, expect, it } from 'vitest';
import { Statements, type Connection, type Statement } from '../../../server/storage/connection.ts';
import { confirmations } from '../../../server/storage/readers/queries/confirmations.ts';
import { history } from '../../../server/storage/readers/queries/history.ts';
import { readLog } from '../../../server/storage/readers/queries/read-log.ts';
import { roomCounts } from '../../../server/storage/readers/queries/room-counts.ts';
import { WriteContext } from '../../../server/storage/writer/write-context.ts';
import { COMMANDS } from '../../../server/storage/writer/commands/index.ts';
import { createRoom, scratchDatabase, type ScratchDatabase } from './support/scratch-database.ts';

/** Prepares as the real one does, and keeps the text of every statement. */
class RecordingStatements extends Statements {
  readonly texts = new Set<string>();

  override sql<Row>(text: string): Statement<Row> {
    this.texts.add(text);
    return super.sql<Row>(text);
  }
}

class RecordingContext extends WriteContext {
  readonly texts = new Set<string>();

  override sql<Row>(text: string): Statement<Row> {
    // The base class asks while it is still being made.
    (this.texts as Set<string> | undefined)?.add(text);
    return super.sql<Row>(text);
  }
}

/** What SQLite would do for each statement, a line a step. */
function plansOf(db: Connection, texts: Iterable<string>): string[] {
  return [...texts].flatMap((text) => {
    const names = [...new Set(text.match(/:\w+/g) ?? [])];
    const count = text.split('?').length - 1;
    const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`);
    const rows =
      names.length > 0
        ? plan.all(Object.fromEntries(names.map((name) => [name.slice(1), 1])))
        : plan.all(...Array.from({ length: count }, () => 1));
    return rows.map((row) => row.detail);
  });
}

function queryPlans(scratch: ScratchDatabase, run: (statements: Statements) => unknown): string[] {
  const statements = new RecordingStatements(scratch.db);
  run(statements);
  expect(statements.texts.size).toBeGreaterThan(0);
  return plansOf(scratch.db, statements.texts);
}

/** Tables that grow without end may be searched by an index or a row id, never read through. */
function expectNoScan(plans: string[]): void {
  expect(
    plans.filter((line) => /^SCAN (messages|events|reactions|read_markers|other|sessions)\b/.test(line)),
  ).toEqual([]);
}

async function busyDatabase(): Promise<ScratchDatabase & { userId: number; roomId: number }> {
  const scratch = await scratchDatabase();
  const userId = scratch.person('Bo');
  const roomId = createRoom(scratch, userId, 'private', 'Plans');
  scratch.postMany(userId, 1, 25);
  scratch.postMany(userId, roomId, 25);
  return { ...scratch, userId, roomId };
}

describe('the hot queries', () => {
  it.each([
    ['the newest page', {}],
    ['the page before', { before: 40 }],
    ['the page after', { after: 10 }],
  ])('read %s of a room by its index', async (_title, bound) => {
    const scratch = await busyDatabase();
    const plans = queryPlans(scratch, (statements) =>
      history(statements, { roomId: scratch.roomId, limit: 10, ...bound }),
    );
    expect(plans[0]).toMatch(
      /^SEARCH messages USING INDEX messages_by_room \(room_id=\? AND (id|rowid)[<>]\?\)/,
    );
    expect(plans[1]).toBe('SEARCH users USING INTEGER PRIMARY KEY (rowid=?)');
    expectNoScan(plans);
  });

  it('read the log from where a reader stands, by row id', async () => {
    const scratch = await busyDatabase();
    const plans = queryPlans(scratch, (statements) =>
      readLog(statements, { userId: scratch.userId, after: 10 }),
    );
    expect(plans.join('\n')).toContain('SEARCH events USING INTEGER PRIMARY KEY (rowid>?)');
    expect(plans.join('\n')).not.toContain('TEMP B-TREE');
    expectNoScan(plans);
  });

  it('count rooms without reading through messages', async () => {
    const scratch = await busyDatabase();
    const plans = queryPlans(scratch, (statements) =>
      roomCounts(statements, { userId: scratch.userId, roomIds: [1, scratch.roomId], now: 0 }),
    );
    expect(plans.join('\n')).toContain('INDEX messages_by_room (room_id=?');
    expectNoScan(plans);
  });

  it('find who has confirmed a message, and what waits for one, by their indexes', async () => {
    const scratch = await busyDatabase();
    const { userId, roomId } = scratch;
    const { messageId } = scratch.run('postMessage', {
      senderId: userId,
      roomId,
      clientMessageId: 'all',
      text: 'x',
      replyToId: null,
      fileIds: [],
      asksConfirmation: true,
    });
    const plans = queryPlans(scratch, (statements) => {
      confirmations(statements, { messageId });
      history(statements, { roomId, limit: 10, readerId: userId });
    });
    expect(plans.join('\n')).toContain('SEARCH confirmation_requests USING INTEGER PRIMARY KEY (rowid=?)');
    expectNoScan(plans);
    const waiting = queryPlans(scratch, (statements) =>
      roomCounts(statements, { userId, roomIds: [1, roomId], now: 0 }),
    );
    expect(waiting.join('\n')).toContain('INDEX confirmation_requests_by_room (room_id=? AND asked_at>?)');
  });

  it('look a repeated message up by its index', async () => {
    const scratch = await busyDatabase();
    const context = new RecordingContext(scratch.db);
    COMMANDS.postMessage(context, {
      senderId: scratch.userId,
      roomId: 1,
      clientMessageId: 'new',
      text: 'x',
      replyToId: 5,
      fileIds: [],
    });
    const plans = plansOf(scratch.db, context.texts);
    expect(plans.join('\n')).toContain(
      'SEARCH messages USING COVERING INDEX messages_once (sender_id=? AND client_message_id=?)',
    );
    expectNoScan(plans);
  });

  it('change a message and a marker without reading through anything that grows', async () => {
    const scratch = await busyDatabase();
    const { userId, roomId } = scratch;
    const messageId = scratch.post(userId, roomId, 'last');
    const context = new RecordingContext(scratch.db);
    COMMANDS.editMessage(context, { userId, messageId, text: 'changed' });
    COMMANDS.reactToMessage(context, { userId, messageId, emoji: '👍', on: true });
    COMMANDS.reactToMessage(context, { userId, messageId, emoji: '👍', on: false });
    COMMANDS.moveReadMarkers(context, { markers: [{ userId, roomId, seq: messageId }] });
    COMMANDS.deleteMessage(context, { userId, messageId });
    COMMANDS.trimEventLog(context, { keep: 10, atMost: 5 });
    const plans = plansOf(scratch.db, context.texts);
    expect(plans.join('\n')).toContain('events_by_message');
    expectNoScan(plans);
  });
});
