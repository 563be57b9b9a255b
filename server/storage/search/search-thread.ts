import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { toFailure, type Failure } from '../failure.ts';
import { SearchIndex, type FoundMessages, type SearchQuestion } from './search-index.ts';

export interface SearchThreadData {
  file: string;
  indexFile: string;
}
export type SearchOrder =
  | { kind: 'find'; id: number; question: SearchQuestion }
  /** Something was stored. */
  | { kind: 'follow' }
  | { kind: 'close' };
export type SearchThreadMessage =
  | { kind: 'found'; id: number; found: FoundMessages }
  | { kind: 'failed'; id: number; failure: Failure }
  /** The index could not be written; it is tried again with the next message. */
  | { kind: 'behind'; reason: string };

/** After a flood of messages nobody waits for the last of them to be read in. */
const BATCHES_BEFORE_ANSWER = 4;

const port = parentPort;
if (!port) throw new Error('search-thread.ts runs as a worker thread only');
const say = (message: SearchThreadMessage): void => port.postMessage(message);

const { file, indexFile } = workerData as SearchThreadData;
const index = new SearchIndex(file, indexFile);
let isBehind = false;

// Whoever sends comes first where there are few cores. Linux takes 0 for the calling thread (setpriority(2)); elsewhere it
// would be the whole process.
if (process.platform === 'linux') os.setPriority(0, os.constants.priority.PRIORITY_BELOW_NORMAL);

port.on('message', (order: SearchOrder) => {
  switch (order.kind) {
    case 'find':
      find(order.id, order.question);
      break;
    case 'follow':
      goOn();
      break;
    case 'close':
      clearImmediate(next);
      index.close();
      port.close();
      break;
  }
});
let next: NodeJS.Immediate | undefined;
goOn();

/** A little at a time, so that questions, and the end, need not wait for all of it; what is new comes first. */
function goOn(): void {
  next ??= setImmediate(() => {
    next = undefined;
    if (attempt(() => index.follow() || index.buildOn()) === true) goOn();
  });
}

function find(id: number, question: SearchQuestion): void {
  // What was stored just before the question was asked is found.
  let isMissingSome = true;
  // Where the index can't be written, something may be missing too.
  for (let batch = 0; batch < BATCHES_BEFORE_ANSWER && isMissingSome; batch++)
    isMissingSome = attempt(() => index.follow()) !== false;
  try {
    say({ kind: 'found', id, found: index.find(question, isMissingSome) });
  } catch (error) {
    say({ kind: 'failed', id, failure: toFailure(error) });
  }
}

/** A full disk keeps the index from growing; what is in it can be found all the same. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    const result = work();
    isBehind = false;
    return result;
  } catch (error) {
    if (!isBehind) say({ kind: 'behind', reason: error instanceof Error ? error.message : String(error) });
    isBehind = true;
    return undefined;
  }
}
