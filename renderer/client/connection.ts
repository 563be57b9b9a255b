import type { ClientFrame } from '../../server/protocol/client-frames.ts';
import { CLOSE } from '../../server/protocol/close-codes.ts';
import type { ServerFrame } from '../../server/protocol/server-frames.ts';
import { backoffMs } from './backoff.ts';
import type { Effects, SocketLink } from './effects.ts';
import { createHeartbeat } from './heartbeat.ts';
import type { ConnectionState } from './types.ts';
import { watchForWake } from './wake.ts';

export const RETRY_FIRST_MS = 500;
export const RETRY_CAP_MS = 15_000;
/** From the first packet to `welcome`; a frozen host accepts connections and then says nothing. */
export const WELCOME_WITHIN_MS = 10_000;
/** A connection that lived shorter counts as one more failed try. */
const STABLE_AFTER_MS = 5_000;
/** A wake or a click does not break off a try younger than this. */
const FRESH_TRY_MS = 3_000;
const BROKEN = 1006;

export type EndReason = (ConnectionState & { kind: 'ended' })['reason'];
export type WelcomeFrame = ServerFrame & { type: 'welcome' };

const ENDINGS: ReadonlyMap<number, EndReason> = new Map<number, EndReason>([
  [CLOSE.notSignedIn, 'signed_out'],
  [CLOSE.removed, 'removed'],
  [CLOSE.signedInElsewhere, 'signed_in_elsewhere'],
  [CLOSE.tooMany, 'too_many'],
]);

export interface ConnectionDeps {
  effects: Effects;
  /** The last seq held, for `hello`. */
  since(): number | null;
  /** Takes the welcome that answers a hello with `since`; gives a reason where this is not our session. */
  welcomed(frame: WelcomeFrame, since: number | null): EndReason | null;
  frame(frame: Exclude<ServerFrame, { type: 'welcome' | 'pong' }>): void;
  stateChanged(state: ConnectionState): void;
  /** Frames may be sent from now on. */
  live(): void;
  /** It was live and is not any more. */
  lost(closeCode: number): void;
  /** A try failed before it opened, and a browser does not say why: asks the host over HTTP. */
  whyRefused(): Promise<EndReason | null>;
}

/** The life of the WebSocket: hello, heartbeat, reconnecting. */
export interface Connection {
  /** False where the frame went nowhere: the connection is not live. */
  send(frame: ClientFrame): boolean;
  isLive(): boolean;
  /** Says hello again on the same connection, as `resync` asks for. */
  greetAgain(): void;
  reconnectNow(): void;
  /** Ends it for good, with a reason to show. */
  end(reason: EndReason): void;
  close(): void;
}

export function createConnection(deps: ConnectionDeps): Connection {
  const { effects } = deps;
  let link: SocketLink | null = null;
  let state: ConnectionState = { kind: 'connecting' };
  let isClosed = false;
  let isOpen = false;
  /** Between a hello and its welcome; events before it belong to no known state. */
  let isGreeting = false;
  let since: number | null = null;
  let attempt = 0;
  let triedAt = 0;
  let liveAt = 0;
  let timer: number | null = null;

  const heartbeat = createHeartbeat({
    effects,
    ping: () => {
      transmit({ type: 'ping' });
    },
    died: () => {
      breakOff(BROKEN);
    },
  });
  const stopWatching = watchForWake(effects, wake);

  function setState(next: ConnectionState): void {
    state = next;
    deps.stateChanged(next);
  }

  function arm(ms: number | null, callback: () => void = connect): void {
    if (timer !== null) effects.clearTimer(timer);
    timer = ms === null ? null : effects.setTimer(callback, ms);
  }

  function connect(): void {
    letGo();
    triedAt = effects.now();
    arm(WELCOME_WITHIN_MS, () => {
      breakOff(BROKEN);
    });
    try {
      link = effects.openSocket({ opened, received, closed: breakOff });
    } catch {
      breakOff(BROKEN);
    }
  }

  function letGo(): void {
    heartbeat.stop();
    arm(null);
    link?.close();
    link = null;
    isOpen = false;
    isGreeting = false;
  }

  function opened(): void {
    isOpen = true;
    greet();
  }

  function greet(): void {
    isGreeting = true;
    since = deps.since();
    arm(WELCOME_WITHIN_MS, () => {
      breakOff(BROKEN);
    });
    transmit({ type: 'hello', since });
  }

  function transmit(frame: ClientFrame): void {
    link?.send(JSON.stringify(frame));
  }

  function received(text: string): void {
    const frame = JSON.parse(text) as ServerFrame;
    heartbeat.heard(frame.type === 'pong');
    if (frame.type === 'pong') return;
    if (frame.type === 'welcome') {
      takeWelcome(frame);
      return;
    }
    const isOutOfPlace = frame.type === 'events' || frame.type === 'presence' || frame.type === 'typing';
    if (isGreeting && isOutOfPlace) return;
    deps.frame(frame);
  }

  function takeWelcome(frame: WelcomeFrame): void {
    arm(null);
    isGreeting = false;
    const reason = deps.welcomed(frame, since);
    if (reason) {
      end(reason);
      return;
    }
    if (state.kind === 'live') return;
    liveAt = effects.now();
    heartbeat.start();
    setState({ kind: 'live' });
    deps.live();
  }

  function breakOff(closeCode: number): void {
    const wasOpen = isOpen;
    const wasLive = state.kind === 'live';
    letGo();
    const reason = ENDINGS.get(closeCode);
    if (reason) {
      end(reason, closeCode);
      return;
    }
    if (wasLive && effects.now() - liveAt >= STABLE_AFTER_MS) attempt = 0;
    attempt++;
    const delayMs = backoffMs(attempt, RETRY_FIRST_MS, RETRY_CAP_MS, effects.random);
    setState({ kind: 'waiting', attempt, retryAt: effects.now() + delayMs });
    arm(delayMs);
    if (wasLive) deps.lost(closeCode);
    if (!wasOpen) void askWhy();
  }

  async function askWhy(): Promise<void> {
    const reason = await deps.whyRefused();
    if (reason && state.kind === 'waiting') end(reason);
  }

  function end(reason: EndReason, closeCode = BROKEN): void {
    if (isClosed) return;
    const wasLive = state.kind === 'live';
    letGo();
    setState({ kind: 'ended', reason });
    if (wasLive) deps.lost(closeCode);
  }

  function wake(): void {
    if (state.kind === 'live') heartbeat.probe();
    else if (state.kind !== 'ended') tryNow();
  }

  function tryNow(): void {
    if (link && effects.now() - triedAt < FRESH_TRY_MS) return;
    connect();
  }

  connect();

  return {
    send(frame) {
      if (state.kind !== 'live') return false;
      transmit(frame);
      return true;
    },
    isLive: () => state.kind === 'live',
    greetAgain: greet,
    reconnectNow() {
      if (isClosed || state.kind === 'live') return;
      if (state.kind === 'ended') {
        // The other reasons need a new sign-in, and that is another page's work.
        if (state.reason !== 'too_many') return;
        setState({ kind: 'waiting', attempt, retryAt: effects.now() });
      }
      tryNow();
    },
    end,
    close() {
      isClosed = true;
      stopWatching();
      letGo();
    },
  };
}
