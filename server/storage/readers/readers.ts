import { Worker } from 'node:worker_threads';
import { AppError } from '../../protocol/errors.ts';
import { damagedInUse } from '../database-file.ts';
import { fromFailure } from '../failure.ts';
import type { StartError } from '../start-error.ts';
import { threadUrl } from '../thread-url.ts';
import type { QueryInput, QueryName, QueryOutput } from './queries/index.ts';
import type { ReadAnswer, ReaderThreadData, ReadRequest } from './reader-thread.ts';

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** A few threads that read while the writer writes. A thread that dies fails what it was asked and is replaced. */
export class Readers {
  private readonly data: ReaderThreadData;
  private readonly threads: ReaderThread[];
  private readonly damageListeners: ((damage: StartError) => void)[] = [];

  constructor(data: ReaderThreadData, count: number) {
    this.data = data;
    this.threads = Array.from({ length: count }, () => this.newThread());
  }

  /** Called with the reason whenever a query meets a damaged page: what else is stored there can't be relied upon. */
  onDamage(listener: (damage: StartError) => void): void {
    this.damageListeners.push(listener);
  }

  /** @throws AppError `storage_failed` where the read itself failed */
  query<Name extends QueryName>(
    name: Name,
    ...input: QueryInput<Name> extends undefined ? [] : [QueryInput<Name>]
  ): Promise<QueryOutput<Name>> {
    return this.leastBusy().ask((id) => ({ id, name, input: input[0] })) as Promise<QueryOutput<Name>>;
  }

  /** Reads the whole database for damage on a thread of its own. @throws AppError with what was found as its cause */
  async check(): Promise<void> {
    const thread = this.newThread();
    try {
      await thread.ask((id) => ({ id, name: 'check' }));
    } finally {
      await thread.close();
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }

  private newThread(): ReaderThread {
    return new ReaderThread(this.data, (damage) => {
      for (const listener of this.damageListeners) listener(damagedInUse(this.data.file, damage));
    });
  }

  private leastBusy(): ReaderThread {
    let best: ReaderThread | undefined;
    for (const [index, thread] of this.threads.entries()) {
      let candidate = thread;
      if (thread.isDead) this.threads[index] = candidate = this.newThread();
      if (!best || candidate.waitingCount < best.waitingCount) best = candidate;
    }
    if (!best) throw new AppError('stopping');
    return best;
  }
}

class ReaderThread {
  isDead = false;
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  constructor(data: ReaderThreadData, onDamage: (damage: string) => void) {
    this.worker = new Worker(threadUrl('reader-thread', import.meta.url), {
      workerData: data,
      name: 'reader',
    });
    this.worker.on('message', (answer: ReadAnswer) => {
      const waiting = this.waiting.get(answer.id);
      this.waiting.delete(answer.id);
      if ('failure' in answer) {
        waiting?.reject(fromFailure(answer.failure));
        if (answer.damage !== null) onDamage(answer.damage);
      } else waiting?.resolve(answer.value);
    });
    this.worker.on('error', (error) => this.die(error));
    this.worker.on('exit', () => this.die(new Error('the reader thread ended')));
  }

  get waitingCount(): number {
    return this.waiting.size;
  }

  ask(build: (id: number) => ReadRequest): Promise<unknown> {
    if (this.isDead) return Promise.reject(new AppError('stopping'));
    const id = ++this.lastId;
    this.worker.postMessage(build(id));
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  async close(): Promise<void> {
    if (this.isDead) return;
    const ended = new Promise<void>((resolve) => this.worker.once('exit', () => resolve()));
    this.worker.postMessage({ name: 'close' } satisfies ReadRequest);
    await ended;
  }

  private die(cause: unknown): void {
    if (this.isDead) return;
    this.isDead = true;
    for (const { reject } of this.waiting.values())
      reject(new AppError('storage_failed', undefined, { cause }));
    this.waiting.clear();
  }
}
