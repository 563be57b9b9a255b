import { parentPort, workerData } from 'node:worker_threads';
import { openForReading, Statements } from '../connection.ts';
import { damageFound, toFailure, type Failure } from '../failure.ts';
import { checkDatabaseFile } from '../database-file.ts';
import { QUERIES, type QueryName } from './queries/index.ts';

export interface ReaderThreadData {
  file: string;
}
/** `check` reads the whole file for damage, which may take long on a large one. */
export type ReadRequest =
  { id: number; name: QueryName; input: unknown } | { id: number; name: 'check' } | { name: 'close' };
export type ReadAnswer =
  | { id: number; value: unknown }
  /** `damage` says what is wrong with the file, where something is. */
  | { id: number; failure: Failure; damage: string | null };

const port = parentPort;
if (!port) throw new Error('reader-thread.ts runs as a worker thread only');

const { file } = workerData as ReaderThreadData;
const db = openForReading(file);
const statements = new Statements(db);

port.on('message', (request: ReadRequest) => {
  if (request.name === 'close') {
    db.close();
    port.close();
    return;
  }
  port.postMessage(answer(request));
});

function answer(request: Exclude<ReadRequest, { name: 'close' }>): ReadAnswer {
  try {
    if (request.name === 'check') {
      checkDatabaseFile(file);
      return { id: request.id, value: undefined };
    }
    const query = QUERIES[request.name] as (statements: Statements, input: unknown) => unknown;
    // One transaction a query: all its statements see the same moment.
    const value = db.transaction(() => query(statements, request.input))();
    return { id: request.id, value };
  } catch (error) {
    return { id: request.id, failure: toFailure(error), damage: damageFound(error) };
  }
}
