import type { HostState } from '../../../server/protocol/admin.ts';
import { backoffMs } from '../../client/backoff.ts';
import type { Effects } from '../../client/effects.ts';
import { failureOf, OFFLINE, type ApiFailure } from '../../client/http-call.ts';
import { watchForWake } from '../../client/wake.ts';
import { createEventReader } from './event-stream.ts';
import { RETRY_CAP_MS, RETRY_FIRST_MS, SILENCE_TIMEOUT_MS } from './link-limits.ts';

/** How the page stands with its host. `refused` ends it: nobody is signed in, or not as an admin. */
export type Link =
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'lost'; failure: ApiFailure }
  | { kind: 'refused'; failure: ApiFailure };

export interface LiveSnapshot {
  /** As last heard; null until then. */
  host: HostState | null;
  /** Milliseconds since 1970. */
  heardAt: number | null;
  link: Link;
}

/** The host's state, kept up to date by `GET /admin/host/live`; comes back by itself after every loss. */
export interface LiveHost {
  get: () => LiveSnapshot;
  /** Gives the way to stop listening. */
  onChange: (listener: () => void) => () => void;
  /** Does not wait for the next try. */
  tryNow: () => void;
  close: () => void;
}

type LiveEffects = Pick<Effects, 'fetch' | 'now' | 'setTimer' | 'clearTimer' | 'random' | 'onWake'>;

/** Signing in again is what helps against these, not trying again. */
const REFUSALS: ReadonlySet<string> = new Set(['not_signed_in', 'forbidden', 'setup_required']);

/** Opens the stream at once, and again whenever it ends. */
export function createLiveHost(effects: LiveEffects): LiveHost {
  let snapshot: LiveSnapshot = { host: null, heardAt: null, link: { kind: 'connecting' } };
  const listeners = new Set<() => void>();
  let stream = new AbortController();
  let attempt = 0;
  let retryTimer: number | null = null;
  let silenceTimer: number | null = null;

  const stopWatching = watchForWake(effects, () => {
    // What looks alive after a sleep may be long dead.
    if (snapshot.link.kind !== 'refused') connect();
  });
  connect();

  return {
    get: () => snapshot,
    onChange: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    tryNow: connect,
    close: () => {
      stopWatching();
      dropStream();
      listeners.clear();
    },
  };

  function connect(): void {
    dropStream();
    stream = new AbortController();
    listenForSilence();
    void read(stream);
  }

  async function read(own: AbortController): Promise<void> {
    const failure = await follow(own).catch(() => OFFLINE);
    if (own.signal.aborted) return;
    dropStream();
    if (REFUSALS.has(failure.code)) {
      change({ link: { kind: 'refused', failure } });
      return;
    }
    change({ link: { kind: 'lost', failure } });
    attempt++;
    retryTimer = effects.setTimer(connect, backoffMs(attempt, RETRY_FIRST_MS, RETRY_CAP_MS, effects.random));
  }

  /** Ends with the reason why there is no more to come. */
  async function follow(own: AbortController): Promise<ApiFailure> {
    const response = await effects.fetch('/api/v1/admin/host/live', {
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { accept: 'text/event-stream' },
      signal: own.signal,
    });
    if (!response.ok || response.body === null) return failureOf(response, await response.text());
    const decoder = new TextDecoder();
    const take = createEventReader((data) => {
      attempt = 0;
      change({ host: JSON.parse(data) as HostState, heardAt: effects.now(), link: { kind: 'live' } });
    });
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || own.signal.aborted) return OFFLINE;
      listenForSilence();
      take(decoder.decode(value, { stream: true }));
    }
  }

  function listenForSilence(): void {
    if (silenceTimer !== null) effects.clearTimer(silenceTimer);
    silenceTimer = effects.setTimer(() => {
      dropStream();
      change({ link: { kind: 'lost', failure: OFFLINE } });
      connect();
    }, SILENCE_TIMEOUT_MS);
  }

  function dropStream(): void {
    stream.abort();
    for (const timer of [retryTimer, silenceTimer]) if (timer !== null) effects.clearTimer(timer);
    retryTimer = null;
    silenceTimer = null;
  }

  function change(part: Partial<LiveSnapshot>): void {
    snapshot = { ...snapshot, ...part };
    for (const listener of listeners) listener();
  }
}
