import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { onCore } from '../machine/cores.ts';
import type { LoadAnswer, LoadOrder } from './load-process.ts';
import type { OperationInput, OperationName, OperationOutput } from './operations.ts';

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** The load process, as the bench speaks with it. */
export class LoadClient {
  /** The largest share of its core that the load used in anything it was asked since `resetCpuShare`. */
  cpuShare = 0;
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  constructor(core: number | null) {
    const entry = path.join(import.meta.dirname, 'load-process.ts');
    const [command, args] = onCore(core, process.execPath, ['--max-semi-space-size=64', entry]);
    this.child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    this.child.on('message', (answer: LoadAnswer) => this.settle(answer));
    this.child.on('exit', (code, signal) =>
      this.failAll(new Error(`the load ended: ${String(code ?? signal)}`)),
    );
    this.child.on('error', (error) => this.failAll(error));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** @throws Error what the operation threw */
  do<Name extends OperationName>(name: Name, input: OperationInput<Name>): Promise<OperationOutput<Name>> {
    const id = ++this.lastId;
    this.child.send({ id, name, input } satisfies LoadOrder);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
    });
  }

  resetCpuShare(): void {
    this.cpuShare = 0;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    this.child.disconnect();
    await ended;
  }

  private settle(answer: LoadAnswer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    this.cpuShare = Math.max(this.cpuShare, answer.cpuShare);
    if ('error' in answer) waiting?.reject(new Error(answer.error));
    else waiting?.resolve(answer.value);
  }

  private failAll(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
