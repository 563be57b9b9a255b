import { parseArgs } from 'node:util';
import { LIMITS } from '../../../server/protocol/limits.ts';

/** What a made-up data folder is to hold. */
export interface FolderPlan {
  dataDir: string;
  users: number;
  /** All rooms together; the first six of them are the ones that everybody is in. */
  rooms: number;
  messages: number;
  /** Where the bearer tokens go, one a line, in the order of the users. */
  tokensFile: string;
  /** The same seed gives the same people, rooms, texts and tokens. */
  seed: number;
}

export const SEED_DATA_USAGE = `npm run seed-data -- --data DIR --users N --rooms N --messages N --tokens FILE [--seed N]

Makes a data folder of that size in an empty folder DIR, and a file of bearer tokens, one a line: the first is the
owner's. The password of every account is "lamp on the porch".`;

/** A flag that can't be followed; its message is one sentence for the terminal. */
export class SeedDataFlagError extends Error {
  override readonly name = 'SeedDataFlagError';
}

/** @throws SeedDataFlagError */
export function readSeedDataFlags(args: readonly string[]): FolderPlan {
  const values = parse(args);
  const text = (name: 'data' | 'tokens'): string => {
    const value = values[name];
    if (value === undefined || value === '') throw new SeedDataFlagError(`--${name} is needed.`);
    return value;
  };
  const count = (name: 'users' | 'rooms' | 'messages' | 'seed', least: number, most: number): number => {
    const value = Number(values[name]);
    if (!/^\d+$/.test(values[name] ?? '') || value < least || value > most)
      throw new SeedDataFlagError(`--${name} must be a whole number from ${least} to ${most}.`);
    return value;
  };
  return {
    dataDir: text('data'),
    users: count('users', 1, 100_000),
    rooms: count('rooms', 1, LIMITS.roomsMax),
    messages: count('messages', 0, 100_000_000),
    tokensFile: text('tokens'),
    seed: count('seed', 1, 0x7fffffff),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        users: { type: 'string' },
        rooms: { type: 'string' },
        messages: { type: 'string' },
        tokens: { type: 'string' },
        seed: { type: 'string', default: '1' },
      },
    }).values;
  } catch (error) {
    throw new SeedDataFlagError(error instanceof Error ? error.message : String(error));
  }
}
