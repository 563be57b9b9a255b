import { parentPort, workerData } from 'node:worker_threads';
import { LIMITS } from '../../protocol/limits.ts';
import { openForWriting } from '../connection.ts';
import { damaged, damagedInUse } from '../database-file.ts';
import { migrate } from '../migrate.ts';
import { StartError, type StartErrorCode } from '../start-error.ts';
import type { LayOut } from './commands/upkeep.ts';
import { commitGroup, type Committed, type WriteRequest } from './group-commit.ts';
import { OpenFiles } from './open-files.ts';
import { WriteContext } from './write-context.ts';

/** Given to the thread when it starts. */
export interface WriterThreadData {
  file: string;
  backupDir: string;
  layOut: LayOut;
}

/** What the thread says. `opened` or `failed` comes once, first; a later `failed` is its last word. */
export type WriterThreadMessage =
  | { kind: 'opened'; seq: number; copiedTo: string | null }
  | { kind: 'failed'; code: StartErrorCode; message: string }
  | { kind: 'committed'; committed: Committed }
  | { kind: 'closed' };

/** What the thread is told. */
export type WriterThreadOrder = { kind: 'write'; requests: WriteRequest[] } | { kind: 'close' };

const port = parentPort;
if (!port) throw new Error('writer-thread.ts runs as a worker thread only');
const say = (message: WriterThreadMessage): void => port.postMessage(message);

try {
  serve();
} catch (error) {
  const start = error instanceof StartError ? error : fromSqlite(error);
  say({ kind: 'failed', code: start.code, message: start.message });
}

function serve(): void {
  const { file, backupDir, layOut } = workerData as WriterThreadData;
  const db = openForWriting(file);
  const copiedTo = migrate(db, backupDir, Date.now());
  const context = new WriteContext(db);
  const laidOut = commitGroup(db, context, [{ id: 0, name: 'layOut', input: layOut }], Date.now());
  const first = laidOut.answers[0];
  if (first && 'failure' in first)
    throw new Error('message' in first.failure ? first.failure.message : first.failure.code);
  const files = new OpenFiles(file);

  let waiting: WriteRequest[] = [];
  let isScheduled = false;
  let isClosing = false;

  // Everything that arrived while the last commit waited for the disk goes into the next one together.
  const commitWaiting = (): void => {
    isScheduled = false;
    const group = waiting.slice(0, LIMITS.commitBatchMax);
    waiting = waiting.slice(LIMITS.commitBatchMax);
    if (group.length > 0) {
      const committed = commitGroup(db, context, group, Date.now());
      // Before anybody hears of it: what was committed to a file that is gone is not stored.
      if (endsForMissing()) return;
      say({ kind: 'committed', committed });
      if (committed.damage !== undefined) {
        giveUp(file, committed.damage);
        return;
      }
    }
    if (waiting.length > 0) schedule();
    else if (isClosing) close();
  };
  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(commitWaiting);
  };
  const endsForMissing = (): boolean => {
    const missing = files.findMissing();
    if (missing === null) return false;
    const message = files.sentence(missing, files.rescue(db, backupDir));
    say({ kind: 'failed', code: 'damaged', message });
    port?.close();
    return true;
  };
  const close = (): void => {
    if (endsForMissing()) return;
    db.close();
    say({ kind: 'closed' });
    port?.close();
  };

  port?.on('message', (order: WriterThreadOrder) => {
    if (order.kind === 'write') waiting.push(...order.requests);
    else isClosing = true;
    schedule();
  });
  say({ kind: 'opened', seq: context.seq, copiedTo });
}

/** Ends the thread without closing the database: closing would still write to it. */
function giveUp(file: string, damage: string): void {
  const { code, message } = damagedInUse(file, damage);
  say({ kind: 'failed', code, message });
  port?.close();
}

function fromSqlite(error: unknown): StartError {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const { file } = workerData as WriterThreadData;
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return damaged(file, message);
  return new StartError('unwritable', `The database ${file} can’t be opened for writing: ${message}.`);
}
