import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openForReading } from '../../../../server/storage/connection.ts';
import { Writer } from '../../../../server/storage/writer/writer.ts';
import { tempDirForTest } from '../../../support/temp-dir.ts';
import { LAY_OUT } from '../support/scratch-database.ts';

async function openWriter(): Promise<{ writer: Writer; file: string; userId: number }> {
  const dir = await tempDirForTest();
  const file = path.join(dir, 'porchlight.db');
  const writer = await Writer.open({ file, backupDir: path.join(dir, 'backups'), layOut: LAY_OUT });
  onTestFinished(() => writer.close());
  const { user } = await writer.submit('createAccount', {
    username: 'Bo',
    passwordHash: null,
    role: 'guest',
    avatarId: '1',
    session: { tokenHash: 'h', expiresAt: Date.now() + 1e9, address: '', userAgent: '' },
  });
  return { writer, file, userId: user.id };
}

function post(senderId: number, clientMessageId: string) {
  return { senderId, roomId: 1, clientMessageId, text: 'x', replyToId: null, fileIds: [] };
}

describe('the writer', () => {
  it('resolves after the disk has it and its events were published, in the order of asking', async () => {
    const { writer, file, userId } = await openWriter();
    const db = openForReading(file);
    onTestFinished(() => void db.close());
    const order: string[] = [];
    writer.onCommitted((events) => {
      for (const { seq } of events) {
        expect(db.prepare('SELECT 1 FROM events WHERE seq = ?').get(seq)).toBeDefined();
        order.push(`published ${seq}`);
      }
    });
    await Promise.all(
      ['a', 'b', 'c'].map(async (id) => {
        const { seq } = await writer.submit('postMessage', post(userId, id));
        expect(order).toContain(`published ${seq}`);
        order.push(`acknowledged ${id} as ${seq}`);
      }),
    );
    expect(order.filter((line) => line.startsWith('acknowledged'))).toEqual([
      'acknowledged a as 2',
      'acknowledged b as 3',
      'acknowledged c as 4',
    ]);
    expect(order.filter((line) => line.startsWith('published'))).toEqual([
      'published 2',
      'published 3',
      'published 4',
    ]);
  });

  it('rejects one command without touching those beside it', async () => {
    const { writer, userId } = await openWriter();
    const results = await Promise.allSettled([
      writer.submit('postMessage', post(userId, 'a')),
      writer.submit('postMessage', { ...post(userId, 'b'), roomId: 99 }),
      writer.submit('postMessage', post(userId, 'c')),
    ]);
    expect(results).toMatchObject([
      { status: 'fulfilled', value: { seq: 2 } },
      { status: 'rejected', reason: { name: 'AppError', code: 'room_not_found' } },
      { status: 'fulfilled', value: { seq: 3 } },
    ]);
  });

  it('commits more than one group’s worth without losing or doubling any', async () => {
    const { writer, userId } = await openWriter();
    const seqs: number[] = [];
    writer.onCommitted((events) => seqs.push(...events.map((event) => event.seq)));
    const posts = Array.from({ length: 2_500 }, (_, i) =>
      writer.submit('postMessage', post(userId, `m${i}`)),
    );
    const stored = await Promise.all(posts);
    expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 2_500 }, (_, i) => i + 2));
    expect(seqs).toEqual(stored.map(({ seq }) => seq));
  });

  it('stores what was asked before it closes, and refuses what comes after', async () => {
    const { writer, file, userId } = await openWriter();
    const last = writer.submit('postMessage', post(userId, 'last'));
    const closing = writer.close();
    await expect(writer.submit('postMessage', post(userId, 'late'))).rejects.toMatchObject({
      code: 'stopping',
    });
    await expect(last).resolves.toMatchObject({ seq: 2 });
    await closing;
    await writer.close();
    const db = openForReading(file);
    onTestFinished(() => void db.close());
    expect(db.prepare('SELECT client_message_id FROM messages').pluck().all()).toEqual(['last']);
  });

  it('tells of its death, fails what waits, and takes nothing more', async () => {
    const { writer, userId } = await openWriter();
    const deaths: Error[] = [];
    writer.onDeath((cause) => deaths.push(cause));
    const { worker } = writer as unknown as { worker: Worker };
    const waiting = writer.submit('postMessage', post(userId, 'a')).then(
      () => 'stored',
      (error: unknown) => error,
    );
    await worker.terminate();
    expect(['stored', expect.objectContaining({ code: 'storage_failed' })]).toContainEqual(await waiting);
    expect(deaths).toHaveLength(1);
    await expect(writer.submit('postMessage', post(userId, 'b'))).rejects.toMatchObject({
      code: 'storage_failed',
    });
  });

  it('refuses to open what is no database', async () => {
    const dir = await tempDirForTest();
    await expect(
      Writer.open({ file: dir, backupDir: path.join(dir, 'backups'), layOut: LAY_OUT }),
    ).rejects.toMatchObject({ name: 'StartError', code: 'unwritable' });
  });
});
