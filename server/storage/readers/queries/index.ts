import { confirmations } from './confirmations.ts';
import { fileKeys, fileUse, findFile, findFileByKey, knownBlobs } from './files.ts';
import { findMessage, history } from './history.ts';
import { loadState, passwordHash } from './load-state.ts';
import { newestMessages } from './newest-messages.ts';
import { readLog } from './read-log.ts';
import { roomCounts } from './room-counts.ts';

/** Everything that can be read, by name. Each runs in one read transaction, on a reader thread. */
export const QUERIES = {
  loadState,
  passwordHash,
  history,
  findMessage,
  confirmations,
  newestMessages,
  roomCounts,
  readLog,
  findFile,
  findFileByKey,
  fileKeys,
  fileUse,
  knownBlobs,
};

type Queries = typeof QUERIES;
export type QueryName = keyof Queries;
export type QueryInput<Name extends QueryName> = Parameters<Queries[Name]>[1];
export type QueryOutput<Name extends QueryName> = ReturnType<Queries[Name]>;
