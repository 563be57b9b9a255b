// Loaded into every server under test with --import: tells the bench, when asked, what can only be seen from inside.
import { isMainThread } from 'node:worker_threads';
import { LoopDelay } from './loop-delay.ts';

export interface ProbeAnswers {
  /** Begins to watch the event loop anew. */
  watchLoop: null;
  /** What was seen since, in milliseconds. */
  readLoop: { p50: number; p99: number; max: number };
  /** Throws away what is not used, so that memory can be compared. */
  collectGarbage: null;
  /** Of the main thread, in bytes. */
  memory: NodeJS.MemoryUsage;
}

let loopDelay: LoopDelay | null = null;

const answers: { [Question in keyof ProbeAnswers]: () => ProbeAnswers[Question] } = {
  watchLoop: () => {
    loopDelay?.stop();
    loopDelay = new LoopDelay();
    return null;
  },
  readLoop: () => loopDelay?.read() ?? { p50: 0, p99: 0, max: 0 },
  collectGarbage: () => {
    globalThis.gc?.();
    return null;
  },
  memory: () => process.memoryUsage(),
};

if (isMainThread && process.send) {
  process.on('message', (question: keyof ProbeAnswers) =>
    process.send?.({ question, answer: answers[question]() }),
  );
  // Watching must not keep a server from ending.
  process.channel?.unref();
}
