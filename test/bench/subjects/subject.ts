import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '../../../scripts/project-root.ts';
import type { DialectName, Player } from '../load/dialect.ts';
import type { Cores } from '../machine/cores.ts';
import type { DataFolders, FolderSize } from './data-folders.ts';
import { ServerProcess } from './server-process.ts';

/** Porchlight itself, and what it is compared with: see the files of `baselines/`. */
export type SubjectName = 'porchlight' | 'plain-ws' | 'coalescing-ws' | 'socket-io';

export const SUBJECT_TITLES: Record<SubjectName, string> = {
  porchlight: 'Porchlight',
  'plain-ws': 'baseline 1 (plain ws)',
  'coalescing-ws': 'baseline 2 (coalescing ws, FULL)',
  'socket-io': 'baseline 3 (socket.io)',
};

const DIALECTS: Record<SubjectName, DialectName> = {
  porchlight: 'porchlight',
  'plain-ws': 'plain',
  'coalescing-ws': 'plain',
  'socket-io': 'socketIo',
};

/** What a subject is to be started with. A baseline knows nobody and has nothing, so only the people and rooms matter to it. */
export interface World {
  people: number;
  /** Rooms over which the people are spread evenly. One room has everybody in it. */
  rooms: number;
  /** Messages that are there already. */
  messages?: number;
}

export interface Setting {
  cores: Cores;
  folders: DataFolders;
  profileDir: string | null;
}

/** A subject that has been started, and whom the load can play in it. */
export interface Stage {
  server: ServerProcess;
  dialect: DialectName;
  players: Player[];
  dataDir: string;
  /** Ends it and removes its data. */
  clear(): Promise<void>;
}

export async function startSubject(subject: SubjectName, world: World, setting: Setting): Promise<Stage> {
  return subject === 'porchlight' ? startPorchlight(world, setting) : startBaseline(subject, world, setting);
}

/** The rooms that every host begins with. */
const FIRST_ROOMS = 6;

async function startPorchlight(world: World, { cores, folders, profileDir }: Setting): Promise<Stage> {
  const size: FolderSize = {
    users: Math.max(1, world.people),
    rooms: world.rooms === 1 ? FIRST_ROOMS : FIRST_ROOMS + world.rooms,
    messages: world.messages ?? 0,
  };
  const { dir, folder } = await folders.copyOf(size);
  const server = await ServerProcess.start({
    entry: path.join(PROJECT_ROOT, 'server/index.ts'),
    args: ['--json', '--port', '0', '--bind', '127.0.0.1', '--no-mdns', '--no-rate-limits', '--data', dir],
    nodeFlags: hostNodeFlags(),
    core: cores.server,
    env: { NODE_ENV: 'production' },
    profileDir,
  });
  const further = folder.rooms.filter(({ memberIndexes }) => memberIndexes !== null);
  const players = folder.tokens.slice(0, world.people).map((token, index) => ({
    name: `user ${index + 1}`,
    token,
    roomId: String(further[index % Math.max(1, further.length)]?.id ?? folder.rooms[0]?.id),
  }));
  return { server, dialect: 'porchlight', players, dataDir: dir, clear: () => clear(server, folders, dir) };
}

/** Node's flags as `npm run host` gives them. */
function hostNodeFlags(): string[] {
  const file = readFileSync(path.join(PROJECT_ROOT, 'package.json'), 'utf8');
  const { scripts } = JSON.parse(file) as { scripts: Record<string, string> };
  return (scripts['host'] ?? '').split(' ').filter((word) => word.startsWith('--'));
}

async function startBaseline(
  subject: Exclude<SubjectName, 'porchlight'>,
  { people, rooms }: World,
  { cores, folders, profileDir }: Setting,
): Promise<Stage> {
  const dir = await folders.empty();
  const server = await ServerProcess.start({
    entry: path.join(import.meta.dirname, `../baselines/${subject}.ts`),
    args: ['--data', dir],
    core: cores.server,
    env: { NODE_ENV: 'production' },
    profileDir,
  });
  const players = Array.from({ length: people }, (_, index) => ({
    name: `user ${index + 1}`,
    token: null,
    roomId: String(index % rooms),
  }));
  return {
    server,
    dialect: DIALECTS[subject],
    players,
    dataDir: dir,
    clear: () => clear(server, folders, dir),
  };
}

async function clear(server: ServerProcess, folders: DataFolders, dir: string): Promise<void> {
  await server.stop();
  await folders.remove(dir);
}
