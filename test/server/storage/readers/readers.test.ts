import type { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Readers } from '../../../../server/storage/readers/readers.ts';
import { LIMITS } from '../../../../server/protocol/limits.ts';
import { openForReading } from '../../../../server/storage/connection.ts';
import { createRoom, scratchDatabase } from '../support/scratch-database.ts';

function readersOf(file: string, count = 1): Readers {
  const readers = new Readers({ file }, count);
  onTestFinished(() => readers.close());
  return readers;
}

/** The threads themselves, to do to them what a crash does. */
function workersOf(readers: Readers): Worker[] {
  const { threads } = readers as unknown as { threads: { worker: Worker }[] };
  return threads.map((thread) => thread.worker);
}

describe('the readers', () => {
  it('see what was committed, from every thread', async () => {
    const scratch = await scratchDatabase();
    const readers = readersOf(scratch.file, 2);
    const bo = scratch.person('Bo');
    scratch.post(bo, 1, 'hello');
    const pages = await Promise.all(
      [1, 2, 3, 4].map(() => readers.query('history', { roomId: 1, limit: 5 })),
    );
    for (const page of pages) expect(page.messages.map((message) => message.text)).toEqual(['hello']);
  });

  it('replace a thread that died, and fail only what it was asked', async () => {
    const scratch = await scratchDatabase();
    const readers = readersOf(scratch.file);
    await readers.query('loadState');
    const [worker] = workersOf(readers);
    const asked = readers.query('history', { roomId: 1, limit: 5 }).then(
      () => 'answered',
      (error: unknown) => error,
    );
    await worker?.terminate();
    expect(['answered', expect.objectContaining({ code: 'storage_failed' })]).toContainEqual(await asked);

    await expect(readers.query('history', { roomId: 1, limit: 5 })).resolves.toMatchObject({ messages: [] });
    expect(workersOf(readers)[0]).not.toBe(worker);
  });

  it('answer a query that can’t be answered with storage_failed and live on', async () => {
    const scratch = await scratchDatabase();
    const readers = readersOf(scratch.file);
    await readers.query('history', { roomId: 1, limit: 5 });
    scratch.db.exec('ALTER TABLE messages RENAME TO elsewhere');
    await expect(readers.query('history', { roomId: 1, limit: 5 })).rejects.toMatchObject({
      code: 'storage_failed',
    });
    scratch.db.exec('ALTER TABLE elsewhere RENAME TO messages');
    await expect(readers.query('history', { roomId: 1, limit: 5 })).resolves.toBeDefined();
  });

  it('can’t write', async () => {
    const scratch = await scratchDatabase();
    const db = openForReading(scratch.file);
    onTestFinished(() => void db.close());
    expect(() => db.exec('DELETE FROM meta')).toThrow(/readonly/);
  });

  it('close twice without complaint, and answer nothing after', async () => {
    const scratch = await scratchDatabase();
    const readers = new Readers({ file: scratch.file }, 2);
    await readers.query('loadState');
    await readers.close();
    await readers.close();
    expect(workersOf(readers).every((worker) => worker.threadId === -1)).toBe(true);
  });

  it('find nothing wrong with a sound file', async () => {
    const scratch = await scratchDatabase();
    await expect(readersOf(scratch.file).check()).resolves.toBeUndefined();
  });
});

describe('history', () => {
  it('pages back and forth without a gap or a double', async () => {
    const scratch = await scratchDatabase();
    const readers = readersOf(scratch.file);
    const bo = scratch.person('Bo');
    const ids: string[] = [];
    for (const roomId of [1, 2, 1, 3, 1]) {
      const posted = scratch.postMany(bo, roomId, 15);
      if (roomId === 1) ids.push(...posted.map(String));
    }
    const back: string[] = [];
    let before: number | undefined;
    for (let hasMore = true; hasMore;) {
      const page = await readers.query('history', {
        roomId: 1,
        limit: 10,
        ...(before !== undefined && { before }),
      });
      back.unshift(...page.messages.map((message) => message.id));
      before = page.messages[0]?.seq;
      hasMore = page.hasMore;
    }
    expect(back).toEqual(ids);
    const forth: string[] = [];
    let after = 0;
    for (let hasMore = true; hasMore;) {
      const page = await readers.query('history', { roomId: 1, limit: 15, after });
      forth.push(...page.messages.map((message) => message.id));
      after = page.messages.at(-1)?.seq ?? after;
      hasMore = page.hasMore;
    }
    expect(forth).toEqual(ids);
  });
});

describe('readLog', () => {
  it('gives each person what they may see, and nothing else', async () => {
    const scratch = await scratchDatabase();
    const readers = readersOf(scratch.file);
    const [ann, bo, cy] = [scratch.person('Ann'), scratch.person('Bo'), scratch.person('Cy')];
    const start = scratch.context.seq;
    const plans = createRoom(scratch, ann, 'private', 'Plans', [bo]);
    const { roomId: direct } = scratch.run('openDirectRoom', { userId: ann, otherId: cy });
    const hobby = createRoom(scratch, bo, 'public', 'Hobby');
    scratch.post(ann, plans, 'secret');
    scratch.post(cy, direct, 'between us');
    scratch.post(bo, hobby, 'for those who joined');
    scratch.post(bo, 1, 'for all');
    scratch.run('moveReadMarkers', { markers: [{ userId: bo, roomId: 1, seq: 99 }] });
    scratch.run('leaveRoom', { userId: bo, roomId: plans });

    const kindsFor = async (userId: number) => {
      const page = await readers.query('readLog', { userId, after: start });
      if (page.kind !== 'page') throw new Error('too far');
      expect(page.upTo).toBe(scratch.context.seq);
      return page.events.map(({ json }) => {
        const event = JSON.parse(json) as { kind: string; roomId?: string };
        return `${event.kind} ${event.roomId ?? ''}`;
      });
    };
    expect(await kindsFor(ann)).toEqual([
      `room.created ${plans}`,
      `room.created ${direct}`,
      `room.created ${hobby}`,
      `message.created ${plans}`,
      `message.created ${direct}`,
      'message.created 1',
      `member.left ${plans}`,
    ]);
    expect(await kindsFor(bo)).toEqual([
      `room.created ${hobby}`,
      `message.created ${hobby}`,
      'message.created 1',
      'read.moved 1',
      `member.left ${plans}`,
    ]);
    expect(await kindsFor(cy)).toEqual([
      `room.created ${direct}`,
      `room.created ${hobby}`,
      `message.created ${direct}`,
      'message.created 1',
    ]);
  });

  it('pages, telling how far each page reaches', async () => {
    const scratch = await scratchDatabase();
    const readers = readersOf(scratch.file);
    const bo = scratch.person('Bo');
    scratch.postMany(bo, 1, LIMITS.resumePageEvents + 20);
    const first = await readers.query('readLog', { userId: bo, after: 0 });
    const second = await readers.query('readLog', { userId: bo, after: LIMITS.resumePageEvents });
    expect(first).toMatchObject({ kind: 'page', upTo: LIMITS.resumePageEvents });
    expect(second).toMatchObject({ kind: 'page', upTo: scratch.context.seq });
    const seqs = [first, second].flatMap((page) =>
      page.kind === 'page' ? page.events.map((event) => event.seq) : [],
    );
    expect(seqs).toEqual(Array.from({ length: scratch.context.seq }, (_, i) => i + 1));
  });

  it('says too far where the log was trimmed, where it never was, and where it would be too long', async () => {
    const scratch = await scratchDatabase();
    const readers = readersOf(scratch.file);
    const bo = scratch.person('Bo');
    scratch.postMany(bo, 1, 20);
    const last = scratch.context.seq;
    expect(scratch.run('trimEventLog', { keep: 10, atMost: 4 })).toEqual({ dropped: 4 });
    expect(scratch.run('trimEventLog', { keep: 10, atMost: 100 })).toEqual({ dropped: 7 });
    const kindAfter = async (after: number) => (await readers.query('readLog', { userId: bo, after })).kind;
    expect(await kindAfter(last - 11)).toBe('too-far');
    expect(await kindAfter(last - 10)).toBe('page');
    expect(await kindAfter(last)).toBe('page');
    expect(await kindAfter(last + 1)).toBe('too-far');
    // The log alone is short of these; messages are kept.
    expect((await readers.query('history', { roomId: 1, limit: 200 })).messages).toHaveLength(20);
  });

  it('goes on counting where a wholly trimmed log ended', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    scratch.post(bo, 1, 'a');
    scratch.run('trimEventLog', { keep: 1, atMost: 100 });
    expect(scratch.post(bo, 1, 'b')).toBe(3);
  });
});
