import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { tempDirForTest } from '../temp-dir.ts';
import { until } from '../until.ts';

/** A text of the host's sources, and what stands there instead in one run. */
export interface Mutation {
  /** How the file's path ends. */
  file: string;
  from: string;
  to: string;
}

export type HostThread = 'writer' | 'reader';

/** What the threads of a host under test are told; each looks every few milliseconds. */
export interface FaultOrders {
  number: number;
  /** How far off the clocks are: that of the day, and the one that only ever goes forward. */
  clocks: { wallMs: number; monotonicMs: number };
  thread: { name: HostThread; fate: 'ends' | 'throws' | 'hangs'; forMs: number } | null;
}

/** Faults inside one host, however often it is started anew. */
export class FaultControls {
  /** To start the host with. */
  readonly env: NodeJS.ProcessEnv;
  private readonly folder: string;
  private orders: FaultOrders = { number: 0, clocks: { wallMs: 0, monotonicMs: 0 }, thread: null };

  static async create(mutations: readonly Mutation[] = []): Promise<FaultControls> {
    return new FaultControls(await tempDirForTest(), mutations);
  }

  private constructor(folder: string, mutations: readonly Mutation[]) {
    this.folder = folder;
    const preload = pathToFileURL(path.join(import.meta.dirname, 'injected-faults.ts')).href;
    this.env = { NODE_OPTIONS: `--import=${preload}`, PORCHLIGHT_TEST_FAULTS: folder };
    writeFileSync(path.join(folder, 'mutations.json'), JSON.stringify(mutations));
    this.write(this.orders);
  }

  /**
   * Moves the clocks that JavaScript reads in the host: `Date` in every thread, and `performance.now`, which a real
   * jump leaves alone, but which some systems let run on while they sleep. Timers, SQLite's and the kernel's clocks stay.
   */
  async setClocks(clocks: Partial<FaultOrders['clocks']>): Promise<void> {
    await this.give({ clocks: { ...this.orders.clocks, ...clocks }, thread: null }, ['main', 'writer']);
  }

  /** Lets a thread end, fail by an error of its own, or do nothing at all for some time. */
  async befall(name: HostThread, fate: 'ends' | 'throws' | 'hangs', forMs = 0): Promise<void> {
    await this.give({ clocks: this.orders.clocks, thread: { name, fate, forMs } }, [name]);
  }

  private async give(orders: Omit<FaultOrders, 'number'>, threads: readonly string[]): Promise<void> {
    const number = this.orders.number + 1;
    this.write({ number, ...orders });
    await until(
      () => threads.every((thread) => this.obeyed(thread) === number),
      `order ${number} at ${threads.join(' and ')}`,
    );
  }

  private obeyed(thread: string): number {
    const file = path.join(this.folder, `obeyed-${thread}`);
    return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  }

  private write(orders: FaultOrders): void {
    this.orders = orders;
    const file = path.join(this.folder, 'orders.json');
    writeFileSync(`${file}.new`, JSON.stringify(orders));
    renameSync(`${file}.new`, file);
  }
}
