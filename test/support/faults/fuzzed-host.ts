import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedIn } from '../../../server/protocol/http.ts';
import { startHost, type HostProcess } from '../host-process.ts';
import { joinAs, setUpOwner } from '../people.ts';
import { residentBytes } from '../process-memory.ts';
import { seedOfThisRun } from '../seeded-random.ts';
import { connect, type WsClient } from '../ws-client.ts';
import { inForm } from './form.ts';

const FRONT_PORCH = '1';
const MIB = 1_048_576;
/** A host that keeps something of every case runs out of this; without a bound, V8 lets garbage lie for long. */
const HEAP_MIB = 96;
/** The heap above, that of three threads, and what lies beside them. */
const GROWTH_MAX_MIB = 200;

export interface FuzzedHost {
  readonly host: HostProcess;
  readonly owner: SignedIn;
  readonly guest: SignedIn;
  /** For fast-check: the same seed, the same cases. */
  readonly settings: { seed: number; numRuns: number };
  /** The test that comes after all others of the file. */
  testWellness(): void;
}

/**
 * One host for all cases of a file. After them, in a test of its own, the host must be as well as it was: nobody
 * cut off, nothing in its log that nobody foresaw, no memory kept.
 */
export function fuzzedHost(name: string, casesInShortForm: number): FuzzedHost {
  const seed = seedOfThisRun();
  console.log(`${name}: PORCHLIGHT_TEST_SEED=${seed}`);
  let host: HostProcess | undefined;
  let owner: SignedIn | undefined;
  let guest: SignedIn | undefined;
  let watcher: WsClient | undefined;
  let bytesBefore = 0;

  beforeAll(async () => {
    host = await startHost({
      flags: ['--no-rate-limits'],
      env: { NODE_OPTIONS: `--max-old-space-size=${HEAP_MIB}` },
    });
    owner = await setUpOwner(host);
    guest = await joinAs(host, 'Guest');
    watcher = await connect(host.url, { token: (await joinAs(host, 'Watcher')).token });
    await watcher.hello();
    if (process.platform === 'linux') bytesBefore = await residentBytes(host.pid);
  });
  afterAll(async () => {
    watcher?.terminate();
    await host?.stop();
  });

  return {
    get host() {
      return given(host);
    },
    get owner() {
      return given(owner);
    },
    get guest() {
      return given(guest);
    },
    settings: { seed, numRuns: inForm({ short: casesInShortForm, long: casesInShortForm * 40 }) },
    testWellness,
  };

  function given<Value>(value: Value | undefined): Value {
    if (value === undefined) throw new Error('The host runs only while tests do.');
    return value;
  }

  function testWellness(): void {
    test('and afterwards the host serves as before, has nothing unforeseen in its log and no more in its memory', async () => {
      const client = given(watcher);
      await client.post(FRONT_PORCH, 'still here', `after ${name}`.replaceAll(' ', '-'));
      expect(given(host).stderr()).not.toMatch(/^\S+ error /m);
      expect(given(host).stderr()).not.toMatch(/unhandled|uncaught/i);
      if (process.platform !== 'linux') return;
      const grownMib = ((await residentBytes(given(host).pid)) - bytesBefore) / MIB;
      expect(grownMib).toBeLessThan(GROWTH_MAX_MIB);
    });
  }
}
