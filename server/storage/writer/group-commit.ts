import type { CommittedEvent } from '../../events/committed-event.ts';
import type { Connection } from '../connection.ts';
import { damageFound, toFailure, type Failure } from '../failure.ts';
import { COMMANDS, type CommandName } from './commands/index.ts';
import type { WriteContext } from './write-context.ts';

export interface WriteRequest {
  id: number;
  name: CommandName;
  input: unknown;
}

export type WriteAnswer = { id: number; value: unknown } | { id: number; failure: Failure };

export interface Committed {
  answers: WriteAnswer[];
  events: CommittedEvent[];
  /** What is wrong with the file, where something is: nothing may be written any more. */
  damage?: string;
}

/**
 * Runs everything that waits in ONE transaction: one wait for the disk serves them all. A command that is
 * refused undoes only itself. Where the commit itself fails, nothing of the group happened and every
 * command is told so.
 */
export function commitGroup(
  db: Connection,
  context: WriteContext,
  requests: readonly WriteRequest[],
  now: number,
): Committed {
  const start = context.mark();
  context.now = now;
  try {
    const answers = runAllOrNone(db, context, requests) ?? runEachForItself(db, context, requests);
    return { answers, events: context.takeEvents() };
  } catch (error) {
    // SQLite has often rolled back by itself when the disk refused (https://sqlite.org/lang_transaction.html).
    if (db.inTransaction) db.exec('ROLLBACK');
    context.rollbackTo(start);
    const failure = toFailure(error);
    const damage = damageFound(error);
    return {
      answers: requests.map(({ id }) => ({ id, failure })),
      events: [],
      ...(damage !== null && { damage }),
    };
  }
}

/**
 * Nearly always nothing is refused, and no command has to be undone by itself. Null where one was: nothing of the
 * group has happened then.
 */
function runAllOrNone(
  db: Connection,
  context: WriteContext,
  requests: readonly WriteRequest[],
): WriteAnswer[] | null {
  const start = context.mark();
  context.sql('BEGIN IMMEDIATE').run();
  try {
    const answers = requests.map((request) => ({ id: request.id, value: runCommand(context, request) }));
    context.sql('COMMIT').run();
    return answers;
  } catch (error) {
    if (!db.inTransaction || damageFound(error) !== null) throw error;
    context.sql('ROLLBACK').run();
    context.rollbackTo(start);
    return null;
  }
}

function runEachForItself(
  db: Connection,
  context: WriteContext,
  requests: readonly WriteRequest[],
): WriteAnswer[] {
  context.sql('BEGIN IMMEDIATE').run();
  const answers = requests.map((request) => runOne(db, context, request));
  context.sql('COMMIT').run();
  return answers;
}

function runCommand(context: WriteContext, { name, input }: WriteRequest): unknown {
  const command = COMMANDS[name] as (context: WriteContext, input: unknown) => unknown;
  // Posting changes neither people nor rooms, so one look at them serves all the posts in between.
  if (name !== 'postMessage') return context.withFreshRows(() => command(context, input));
  return command(context, input);
}

function runOne(db: Connection, context: WriteContext, request: WriteRequest): WriteAnswer {
  const mark = context.mark();
  context.sql('SAVEPOINT command').run();
  try {
    const value = runCommand(context, request);
    context.sql('RELEASE command').run();
    return { id: request.id, value };
  } catch (error) {
    // The transaction is gone (disk full, I/O error), or the file is ruined: the whole group fails, not only this one.
    if (!db.inTransaction || damageFound(error) !== null) throw error;
    context.sql('ROLLBACK TO command').run();
    context.sql('RELEASE command').run();
    context.rollbackTo(mark);
    return { id: request.id, failure: toFailure(error) };
  }
}
