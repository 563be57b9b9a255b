import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { FIRST_ROOMS } from '../../../server/services/first-rooms.ts';
import { PasswordHasher } from '../../../server/services/password-hasher.ts';
import { hashToken, sessionExpiry } from '../../../server/services/session-token.ts';
import { openForWriting, type Connection } from '../../../server/storage/connection.ts';
import { migrate } from '../../../server/storage/migrate.ts';
import { MIGRATIONS } from '../../../server/storage/migrations/index.ts';
import type {
  CommandInput,
  CommandName,
  CommandOutput,
} from '../../../server/storage/writer/commands/index.ts';
import { commitGroup } from '../../../server/storage/writer/group-commit.ts';
import { WriteContext } from '../../../server/storage/writer/write-context.ts';
import { seededRandom, type SeededRandom } from '../../support/seeded-random.ts';
import { CHINESE_NAMES, ENGLISH_NAMES, ROOM_NAMES } from './corpus.ts';
import type { FolderPlan } from './flags.ts';
import { insertMessages, type Place } from './insert-messages.ts';

export const SEEDED_PASSWORD = 'lamp on the porch';

/** Two years of talk. */
const TALK_MS = 730 * 86_400_000;
const DEFAULT_ROOMS = FIRST_ROOMS.en.length;

export interface MadeFolder {
  tokens: string[];
  /** Rooms that everybody is in, then the others, each with its members' places in `tokens`. */
  rooms: { id: number; memberIndexes: number[] | null }[];
}

export interface MakeOptions {
  /** Stops at an older format, for measuring what a host does with one. */
  formatVersion?: number;
}

/**
 * Makes a data folder as a host would have it after `plan.messages` messages. Its schema comes from the host's own
 * migrations, people and rooms from the host's own commands; only the messages are written in bulk.
 *
 * Nothing waits for the disk until the end: a folder half made is of no use to anybody.
 *
 * @throws Error where the folder holds a database already
 */
export async function makeFolder(plan: FolderPlan, options: MakeOptions = {}): Promise<MadeFolder> {
  const file = path.join(plan.dataDir, 'porchlight.db');
  if (fs.existsSync(file)) throw new Error(`${file} exists already; choose an empty folder.`);
  fs.mkdirSync(plan.dataDir, { recursive: true });
  const random = seededRandom(plan.seed);
  const passwordHash = await new PasswordHasher().hash(SEEDED_PASSWORD);
  const db = openForWriting(file);
  try {
    db.pragma('synchronous = OFF');
    db.pragma('cache_size = -524288');
    const start = Date.now() - TALK_MS;
    migrate(db, path.join(plan.dataDir, 'backups'), start, MIGRATIONS.slice(0, options.formatVersion));
    const context = new WriteContext(db);
    const serverId = secret(plan.seed, 'server').slice(0, 24);
    const run = commandRunner(db, context, start);
    run('layOut', {
      serverId,
      cookieKey: secret(plan.seed, 'cookie'),
      serverName: 'Porchlight',
      rooms: FIRST_ROOMS.en.slice(0, plan.rooms),
    });
    const tokens = addPeople(plan, serverId, passwordHash, run, random);
    const rooms = addRooms(plan, run);
    insertMessages(
      db,
      context,
      { count: plan.messages, start, lengthMs: TALK_MS, places: placesOf(rooms, plan) },
      random,
    );
    db.pragma('wal_checkpoint(TRUNCATE)');
    fs.writeFileSync(plan.tokensFile, `${tokens.join('\n')}\n`, { mode: 0o600 });
    return { tokens, rooms };
  } finally {
    db.close();
    syncFile(file);
  }
}

type RunCommand = <Name extends CommandName>(name: Name, input: CommandInput<Name>) => CommandOutput<Name>;

function commandRunner(db: Connection, context: WriteContext, now: number): RunCommand {
  return (name, input) => {
    const [answer] = commitGroup(db, context, [{ id: 0, name, input }], now).answers;
    if (!answer || 'failure' in answer)
      throw new Error(`${name} was refused: ${JSON.stringify(answer?.failure)}`);
    return answer.value as CommandOutput<typeof name>;
  };
}

function addPeople(
  { users, seed }: FolderPlan,
  serverId: string,
  passwordHash: string,
  run: RunCommand,
  random: SeededRandom,
): string[] {
  const expiresAt = sessionExpiry(Date.now());
  return Array.from({ length: users }, (_, index) => {
    const token = secret(seed, `token ${index}`);
    const account = {
      username: `${random.pick(index % 3 === 0 ? CHINESE_NAMES : ENGLISH_NAMES)} ${index + 1}`,
      passwordHash,
      avatarId: String(random.between(0, 27)),
      session: {
        tokenHash: hashToken(serverId, token),
        expiresAt,
        address: '127.0.0.1',
        userAgent: 'seed-data',
      },
    };
    if (index === 0) run('createOwner', { ...account, role: 'owner' });
    else run('createAccount', { ...account, role: 'member' });
    return token;
  });
}

/** The first rooms have everybody in them; beyond these, each person is in one, so that all are of about one size. */
function addRooms({ rooms, users }: FolderPlan, run: RunCommand): MadeFolder['rooms'] {
  const further = Math.max(0, rooms - DEFAULT_ROOMS);
  const everybody = Array.from({ length: rooms - further }, (_, index) => ({
    id: index + 1,
    memberIndexes: null,
  }));
  const others = Array.from({ length: further }, (_, index) => {
    const members = Array.from({ length: users }, (_, user) => user).filter(
      (user) => user % further === index,
    );
    // A room with nobody in it would still have somebody who made it.
    const memberIndexes = members.length > 0 ? members : [0];
    const { roomId } = run('createRoom', {
      userId: (memberIndexes[0] ?? 0) + 1,
      kind: 'public',
      name: `${ROOM_NAMES[index % ROOM_NAMES.length] ?? ''} ${index + 1}`,
      topic: '',
      isDefault: false,
      memberIds: memberIndexes.map((user) => user + 1),
    });
    return { id: roomId, memberIndexes };
  });
  return [...everybody, ...others];
}

function placesOf(rooms: MadeFolder['rooms'], { users }: FolderPlan): Place[] {
  const everybody = Array.from({ length: users }, (_, user) => user + 1);
  return rooms.map(({ id, memberIndexes }) => ({
    roomId: id,
    isDefault: memberIndexes === null,
    userIds: memberIndexes?.map((user) => user + 1) ?? everybody,
  }));
}

/** The same for the same seed, so that a folder can be made again. No host that people use has such tokens. */
function secret(seed: number, purpose: string): string {
  return createHash('sha256').update(`porchlight seed data ${seed} ${purpose}`).digest('base64url');
}

function syncFile(file: string): void {
  const handle = fs.openSync(file, 'r+');
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}
