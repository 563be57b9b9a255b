import { Worker } from 'node:worker_threads';
import { AppError } from '../../protocol/errors.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { fromFailure } from '../failure.ts';
import { threadUrl } from '../thread-url.ts';
import type { FoundMessages, SearchQuestion } from './search-index.ts';
import type { SearchOrder, SearchThreadData, SearchThreadMessage } from './search-thread.ts';

interface Waiting {
  resolve: (found: FoundMessages) => void;
  reject: (error: Error) => void;
}

/**
 * The way to the search index, which has a thread to itself. It is told that something was stored, and reads for itself
 * what; so nothing that is sent waits for it.
 */
export class Search {
  private readonly data: SearchThreadData;
  private readonly troubleListeners: ((reason: string) => void)[] = [];
  private readonly waiting = new Map<number, Waiting>();
  private worker: Worker | null;
  private nudge: NodeJS.Timeout | undefined;
  private lastId = 0;
  private isClosing = false;

  constructor(data: SearchThreadData) {
    this.data = data;
    this.worker = this.start();
  }

  /** Called with the reason where the index can't be kept up to date. */
  onTrouble(listener: (reason: string) => void): void {
    this.troubleListeners.push(listener);
  }

  /** Newest first. @throws AppError `storage_failed` */
  find(question: SearchQuestion): Promise<FoundMessages> {
    if (this.isClosing) return Promise.reject(new AppError('stopping'));
    // One that died is started anew by whoever asks next: a fault that stays must not become a loop.
    this.worker ??= this.start();
    const id = ++this.lastId;
    this.order({ kind: 'find', id, question });
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  /** Something was stored. Cheap: the thread hears of it a little later, once for much. */
  follow(): void {
    this.nudge ??= setTimeout(() => {
      this.nudge = undefined;
      this.order({ kind: 'follow' });
    }, LIMITS.searchFollowMs);
  }

  async close(): Promise<void> {
    this.isClosing = true;
    clearTimeout(this.nudge);
    const { worker } = this;
    if (!worker) return;
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    this.order({ kind: 'close' });
    await ended;
  }

  private start(): Worker {
    const worker = new Worker(threadUrl('search-thread', import.meta.url), {
      workerData: this.data,
      name: 'search',
      // Texts live for a moment here; left to itself the heap grows by as much as the host is given for all of it.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    worker.on('message', (message: SearchThreadMessage) => this.receive(message));
    worker.on('error', (error) => this.tell(error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = null;
      const error = new AppError(this.isClosing ? 'stopping' : 'storage_failed');
      for (const { reject } of this.waiting.values()) reject(error);
      this.waiting.clear();
    });
    return worker;
  }

  private order(order: SearchOrder): void {
    this.worker?.postMessage(order);
  }

  private receive(message: SearchThreadMessage): void {
    if (message.kind === 'behind') {
      this.tell(message.reason);
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.kind === 'found') waiting?.resolve(message.found);
    else waiting?.reject(fromFailure(message.failure));
  }

  private tell(reason: string): void {
    for (const listener of this.troubleListeners) listener(reason);
  }
}
