// Loaded into the host under test by `--import`, in its main thread and in each of its worker threads, before any of its
// own code. It does to the process what cannot be done from outside: moves its clocks, ends or holds up one of its
// threads, puts a fault into its code. Only what comes from `fault-controls.ts` makes it do anything.
import { readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { isMainThread, threadName } from 'node:worker_threads';
import type { FaultOrders, Mutation } from './fault-controls.ts';

const POLL_MS = 5;

const folder = process.env['PORCHLIGHT_TEST_FAULTS'];
const thread = isMainThread ? 'main' : threadName;
if (folder !== undefined) {
  mutate(readMutation(folder));
  follow(folder);
}

function follow(controls: string): void {
  const clocks = moveClocks();
  const file = path.join(controls, 'orders.json');
  // What was ordered before this thread began was meant for one that has ended.
  let done = readOrders(file).number;
  Object.assign(clocks, readOrders(file).clocks);
  setInterval(() => {
    const orders = readOrders(file);
    if (orders.number === done) return;
    done = orders.number;
    Object.assign(clocks, orders.clocks);
    writeFileSync(path.join(controls, `obeyed-${thread}`), String(done));
    if (orders.thread?.name === thread) suffer(orders.thread.fate, orders.thread.forMs);
  }, POLL_MS).unref();
}

function suffer(fate: NonNullable<FaultOrders['thread']>['fate'], forMs: number): void {
  switch (fate) {
    case 'ends':
      // In a worker thread this ends the thread alone.
      return process.exit(9);
    case 'throws':
      throw new Error('a fault that nobody foresaw');
    case 'hangs':
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, forMs);
  }
}

/** The clocks of JavaScript in this thread, off by as much as the result says. Timers are not among them. */
function moveClocks(): FaultOrders['clocks'] {
  const clocks = { wallMs: 0, monotonicMs: 0 };
  const RealDate = Date;
  const realNow = performance.now.bind(performance);
  const now = (): number => RealDate.now() + clocks.wallMs;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver): unknown => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
  performance.now = () => realNow() + clocks.monotonicMs;
  return clocks;
}

/** Changes the host's own sources as they are loaded; a text that is not there ends the host, loudly. */
function mutate(mutations: readonly Mutation[]): void {
  if (mutations.length === 0) return;
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context);
      const here = mutations.filter(({ file }) => url.endsWith(file));
      if (here.length === 0) return loaded;
      let source = Buffer.from(loaded.source as Uint8Array).toString('utf8');
      for (const { file, from, to } of here) {
        if (!source.includes(from)) throw new Error(`${file} does not hold: ${from}`);
        source = source.replace(from, () => to);
      }
      return { ...loaded, source };
    },
  });
}

function readOrders(file: string): FaultOrders {
  return JSON.parse(readFileSync(file, 'utf8')) as FaultOrders;
}

function readMutation(controls: string): Mutation[] {
  return JSON.parse(readFileSync(path.join(controls, 'mutations.json'), 'utf8')) as Mutation[];
}
