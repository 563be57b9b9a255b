import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { CommittedEvent } from '../../../../server/events/committed-event.ts';
import { FIRST_ROOMS } from '../../../../server/services/first-rooms.ts';
import { openForWriting, type Connection } from '../../../../server/storage/connection.ts';
import { fromFailure } from '../../../../server/storage/failure.ts';
import { migrate } from '../../../../server/storage/migrate.ts';
import type {
  CommandInput,
  CommandName,
  CommandOutput,
} from '../../../../server/storage/writer/commands/index.ts';
import type { LayOut } from '../../../../server/storage/writer/commands/upkeep.ts';
import { commitGroup, type WriteAnswer } from '../../../../server/storage/writer/group-commit.ts';
import { WriteContext } from '../../../../server/storage/writer/write-context.ts';
import { tempDirForTest } from '../../../support/temp-dir.ts';

export const LAY_OUT: LayOut = {
  serverId: 'server-1',
  cookieKey: 'cookie-key',
  serverName: 'Test Porch',
  rooms: FIRST_ROOMS.en,
};

/** One command of a group, as the writer's face would send it. */
export interface Command<Name extends CommandName = CommandName> {
  name: Name;
  input: CommandInput<Name>;
}

export function command<Name extends CommandName>(name: Name, input: CommandInput<Name>): Command<Name> {
  return { name, input };
}

/** A database as the writer thread has it, on this thread, so that a test can hold its connection. */
export interface ScratchDatabase {
  file: string;
  db: Connection;
  context: WriteContext;
  /** Everything that was committed so far. */
  events: CommittedEvent[];
  /** Runs commands as one group; gives each one's answer. */
  commit(...commands: Command[]): WriteAnswer[];
  /** Runs one command in a group of its own; throws what it refused with. */
  run<Name extends CommandName>(name: Name, input: CommandInput<Name>): CommandOutput<Name>;
  /** A person with a session; gives their id. */
  person(username: string): number;
  /** Posts a message; gives its id, which is its seq. */
  post(senderId: number, roomId: number, text: string, clientMessageId?: string): number;
  /** Posts messages "0", "1" ... as one group, with one wait for the disk; gives their ids. */
  postMany(senderId: number, roomId: number, count: number): number[];
}

/** A new database with the first rooms in it, gone when the test is over. */
export async function scratchDatabase(): Promise<ScratchDatabase> {
  const dir = await tempDirForTest();
  const file = path.join(dir, 'porchlight.db');
  const db = openForWriting(file);
  onTestFinished(() => void db.close());
  migrate(db, path.join(dir, 'backups'), Date.now());
  const context = new WriteContext(db);
  const events: CommittedEvent[] = [];
  let lastId = 0;
  let now = Date.UTC(2026, 0, 1);

  const commit = (...commands: Command[]): WriteAnswer[] => {
    const requests = commands.map((item) => ({ id: ++lastId, ...item }));
    const committed = commitGroup(db, context, requests, (now += 1_000));
    events.push(...committed.events);
    return committed.answers;
  };
  const run = <Name extends CommandName>(name: Name, input: CommandInput<Name>): CommandOutput<Name> => {
    const [answer] = commit({ name, input });
    if (!answer || 'failure' in answer)
      throw answer ? fromFailure(answer.failure) : new Error('no answer came');
    return answer.value as CommandOutput<Name>;
  };
  run('layOut', LAY_OUT);
  return {
    file,
    db,
    context,
    events,
    commit,
    run,
    person: (username) =>
      run('createAccount', {
        username,
        passwordHash: null,
        role: 'guest',
        avatarId: '1',
        session: { tokenHash: `hash of ${username}`, expiresAt: now + 1e9, address: '::1', userAgent: '' },
      }).user.id,
    postMany: (senderId, roomId, count) =>
      commit(
        ...Array.from({ length: count }, (_, i) =>
          command('postMessage', {
            senderId,
            roomId,
            clientMessageId: `m${++lastId}`,
            text: `${i}`,
            replyToId: null,
            fileIds: [],
          }),
        ),
      ).map((answer) => ('value' in answer ? (answer.value as { messageId: number }).messageId : 0)),
    post: (senderId, roomId, text, clientMessageId = `m${++lastId}`) =>
      run('postMessage', { senderId, roomId, clientMessageId, text, replyToId: null, fileIds: [] }).messageId,
  };
}

/** A room with a member list. */
export function createRoom(
  scratch: ScratchDatabase,
  userId: number,
  kind: 'public' | 'private',
  name: string,
  memberIds: number[] = [],
): number {
  return scratch.run('createRoom', { userId, kind, name, topic: '', isDefault: false, memberIds }).roomId;
}
