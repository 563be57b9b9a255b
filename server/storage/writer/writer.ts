import { Worker } from 'node:worker_threads';
import { AppError } from '../../protocol/errors.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { CommittedEvent } from '../../events/committed-event.ts';
import { fromFailure } from '../failure.ts';
import { StartError } from '../start-error.ts';
import { threadUrl } from '../thread-url.ts';
import type { CommandInput, CommandName, CommandOutput } from './commands/index.ts';
import type { Committed, WriteRequest } from './group-commit.ts';
import type { WriterThreadData, WriterThreadMessage, WriterThreadOrder } from './writer-thread.ts';

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: AppError) => void;
}

/** The one way to write. Commands are handed to the writer thread; the event loop never waits for the disk. */
export class Writer {
  /** Where the log stood when the database was opened. */
  readonly seqAtOpen: number;
  /** The copy made before a migration, null where none was needed. */
  readonly copiedTo: string | null;
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private readonly committedListeners: ((events: CommittedEvent[]) => void)[] = [];
  private readonly deathListeners: ((cause: Error) => void)[] = [];
  private outgoing: WriteRequest[] = [];
  private lastId = 0;
  private closing: Promise<void> | undefined;
  private isDead = false;

  /** Starts the thread, which opens, migrates and where needed lays out the database. @throws StartError */
  static async open(data: WriterThreadData): Promise<Writer> {
    const worker = new Worker(threadUrl('writer-thread', import.meta.url), {
      workerData: data,
      name: 'writer',
    });
    const first = await new Promise<WriterThreadMessage>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    if (first.kind === 'opened') return new Writer(worker, first.seq, first.copiedTo);
    await worker.terminate();
    if (first.kind === 'failed') throw new StartError(first.code, first.message);
    throw new Error(`the writer thread began with "${first.kind}"`);
  }

  private constructor(worker: Worker, seqAtOpen: number, copiedTo: string | null) {
    this.worker = worker;
    this.seqAtOpen = seqAtOpen;
    this.copiedTo = copiedTo;
    worker.on('message', (message: WriterThreadMessage) => {
      if (message.kind === 'committed') this.settle(message.committed);
      else if (message.kind === 'failed') this.die(new StartError(message.code, message.message));
    });
    worker.on('error', (error) => this.die(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => {
      if (!this.closing) this.die(new Error(`the writer thread ended (${code})`));
    });
  }

  /**
   * Runs a command. Resolves when its effect is on the disk, after the events of its group were published.
   *
   * @throws AppError what the command refused with; `storage_full` and the like where the disk did; `busy`
   *   where too much waits already; `stopping` after close().
   */
  submit<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>> {
    if (this.isDead) return Promise.reject(new AppError('storage_failed'));
    if (this.closing) return Promise.reject(new AppError('stopping'));
    if (this.waiting.size >= LIMITS.writeQueueMax) return Promise.reject(new AppError('busy'));
    const id = ++this.lastId;
    // One message to the thread for all that this turn of the event loop has read from its sockets.
    if (this.outgoing.length === 0) setImmediate(() => this.post());
    this.outgoing.push({ id, name, input });
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
    });
  }

  /** Called with every committed group's events, in seq order, before the commands' promises resolve. */
  onCommitted(listener: (events: CommittedEvent[]) => void): void {
    this.committedListeners.push(listener);
  }

  /** Called once if the thread dies. Nothing can be stored any more: the host must stop. */
  onDeath(listener: (cause: Error) => void): void {
    this.deathListeners.push(listener);
  }

  /** Commits what waits, closes the database, ends the thread. */
  close(): Promise<void> {
    this.closing ??= this.isDead ? Promise.resolve() : this.flushAndClose();
    return this.closing;
  }

  private async flushAndClose(): Promise<void> {
    this.post();
    const closed = new Promise<void>((resolve) => this.worker.once('exit', () => resolve()));
    this.order({ kind: 'close' });
    await closed;
    this.failWaiting(new AppError('stopping'));
  }

  private post(): void {
    if (this.outgoing.length === 0 || this.isDead) return;
    this.order({ kind: 'write', requests: this.outgoing });
    this.outgoing = [];
  }

  private order(order: WriterThreadOrder): void {
    this.worker.postMessage(order);
  }

  private settle({ answers, events }: Committed): void {
    if (events.length > 0) for (const listener of this.committedListeners) listener(events);
    for (const answer of answers) {
      const waiting = this.waiting.get(answer.id);
      this.waiting.delete(answer.id);
      if ('failure' in answer) waiting?.reject(fromFailure(answer.failure));
      else waiting?.resolve(answer.value);
    }
  }

  private die(cause: Error): void {
    if (this.isDead) return;
    this.isDead = true;
    this.outgoing = [];
    this.failWaiting(new AppError('storage_failed', undefined, { cause }));
    for (const listener of this.deathListeners) listener(cause);
  }

  private failWaiting(error: AppError): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
