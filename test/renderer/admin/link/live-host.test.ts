import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RETRY_FIRST_MS, SILENCE_TIMEOUT_MS } from '../../../../renderer/admin/link/link-limits.ts';
import { createLiveHost, type LiveHost } from '../../../../renderer/admin/link/live-host.ts';
import { hostState } from '../../../support/gallery/admin/samples.ts';
import { ManualClock } from '../../client/support/manual-clock.ts';

/** One request for the stream, whose other end is the test. */
interface Request {
  signal: AbortSignal;
  answer: (status?: number, body?: string) => void;
  fail: () => void;
  send: (text: string) => Promise<void>;
  end: () => Promise<void>;
}

let clock: ManualClock;
let requests: Request[];
let wake: () => void;
let live: LiveHost;
let changes: number;

const latest = () => requests.at(-1)!;
const stateEvent = (name: string) => `data: ${JSON.stringify(hostState({ name }))}\n\n`;

async function settle(): Promise<void> {
  await setImmediate();
  await clock.pass(0);
}

function fetchStream(_path: string, { signal }: RequestInit): Promise<Response> {
  return new Promise((resolve, reject) => {
    let controller: ReadableStreamDefaultController<Uint8Array>;
    const stream = new ReadableStream<Uint8Array>({
      start: (given) => {
        controller = given;
      },
    });
    const abort = () => {
      reject(new DOMException('aborted', 'AbortError'));
      controller.error(new DOMException('aborted', 'AbortError'));
    };
    signal!.addEventListener('abort', abort);
    requests.push({
      signal: signal!,
      answer: (status = 200, body) => {
        resolve(new Response(body ?? stream, { status }));
      },
      fail: () => {
        reject(new TypeError('Failed to fetch'));
      },
      send: async (text) => {
        controller.enqueue(new TextEncoder().encode(text));
        await settle();
      },
      end: async () => {
        signal!.removeEventListener('abort', abort);
        controller.close();
        await settle();
      },
    });
  });
}

async function goLive(name = 'Ridge House'): Promise<void> {
  latest().answer();
  await settle();
  await latest().send(stateEvent(name));
}

beforeEach(() => {
  clock = new ManualClock();
  requests = [];
  changes = 0;
  live = createLiveHost({
    fetch: fetchStream,
    now: clock.now,
    setTimer: clock.setTimer,
    clearTimer: clock.clearTimer,
    random: () => 1,
    onWake: (listener) => {
      wake = listener;
      return () => undefined;
    },
  });
  live.onChange(() => changes++);
});

afterEach(() => {
  live.close();
});

describe('createLiveHost', () => {
  it('is live from the first state on, and tells each newer one', async () => {
    expect(live.get()).toEqual({ host: null, heardAt: null, link: { kind: 'connecting' } });
    await goLive('One');
    expect(live.get().link.kind).toBe('live');
    expect(live.get().host?.name).toBe('One');
    await latest().send(stateEvent('Two'));
    expect(live.get().host?.name).toBe('Two');
    expect(changes).toBe(2);
  });

  it('keeps what it heard last when the stream ends, and comes back by itself', async () => {
    await goLive('One');
    await latest().end();
    expect(live.get().link.kind).toBe('lost');
    expect(live.get().host?.name).toBe('One');
    await clock.pass(RETRY_FIRST_MS);
    expect(requests).toHaveLength(2);
    await goLive('Two');
    expect(live.get()).toMatchObject({ host: { name: 'Two' }, link: { kind: 'live' } });
  });

  it('waits longer after each failure, and starts anew after a success', async () => {
    const waits: number[] = [];
    for (let round = 0; round < 3; round++) {
      latest().fail();
      await settle();
      const before = clock.now();
      const count = requests.length;
      while (requests.length === count) await clock.pass(100);
      waits.push(clock.now() - before);
    }
    expect(waits).toEqual([500, 1_000, 2_000]);
    await goLive();
    await latest().end();
    const count = requests.length;
    await clock.pass(RETRY_FIRST_MS);
    expect(requests).toHaveLength(count + 1);
  });

  it.each(['not_signed_in', 'forbidden', 'setup_required'])('stops where the host says %s', async (code) => {
    latest().answer(401, JSON.stringify({ error: { code, message: 'No.' } }));
    await settle();
    expect(live.get().link).toMatchObject({ kind: 'refused', failure: { code } });
    await clock.pass(600_000);
    wake();
    expect(requests).toHaveLength(1);
  });

  it('tries again where a busy host refuses', async () => {
    latest().answer(503, JSON.stringify({ error: { code: 'busy', message: 'Busy.' } }));
    await settle();
    expect(live.get().link).toMatchObject({ kind: 'lost', failure: { code: 'busy' } });
    await clock.pass(RETRY_FIRST_MS);
    expect(requests).toHaveLength(2);
  });

  it('gives up a stream that is silent, but not one whose heartbeat is heard', async () => {
    await goLive();
    await clock.pass(SILENCE_TIMEOUT_MS - 1_000);
    await latest().send(': still here\n\n');
    await clock.pass(SILENCE_TIMEOUT_MS - 1_000);
    expect(live.get().link.kind).toBe('live');
    await clock.pass(1_000);
    expect(live.get().link.kind).toBe('lost');
    expect(requests).toHaveLength(2);
    expect(requests[0]!.signal.aborted).toBe(true);
  });

  it('takes nothing more from a stream it has given up', async () => {
    await goLive('One');
    const old = latest();
    wake();
    await settle();
    expect(requests).toHaveLength(2);
    expect(old.signal.aborted).toBe(true);
    await goLive('Two');
    expect(live.get().host?.name).toBe('Two');
  });

  it('treats an answer it cannot read as a host that is away', async () => {
    latest().answer();
    await settle();
    await latest().send('data: {"name": \n\n');
    expect(live.get().link.kind).toBe('lost');
  });

  it('leaves nothing behind when it is closed', async () => {
    await goLive();
    live.close();
    expect(latest().signal.aborted).toBe(true);
    await settle();
    expect(clock.pendingCount).toBe(0);
  });
});
