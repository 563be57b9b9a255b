import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CLOSE } from '../../../server/protocol/close-codes.ts';
import type { ServerFrame } from '../../../server/protocol/server-frames.ts';
import { createConnection, type Connection, type EndReason } from '../../../renderer/client/connection.ts';
import type { ConnectionState } from '../../../renderer/client/types.ts';
import { browserWorld, type World } from './support/browser-world.ts';
import { ManualClock } from './support/manual-clock.ts';
import { created, me, SERVER } from './support/samples.ts';

const WELCOME: ServerFrame = {
  type: 'welcome',
  user: me(),
  serverId: SERVER.id,
  serverName: SERVER.name,
  seq: 7,
  rooms: [],
  onlineIds: [],
};

let clock: ManualClock;
let world: World;
let connection: Connection;
let since: number | null;
let random: number;
let reasonOfWelcome: EndReason | null;
let reasonOverHttp: EndReason | null;
const states: ConnectionState[] = [];
const frame = vi.fn();
const live = vi.fn();
const lost = vi.fn();
const welcomed = vi.fn();

function state(): ConnectionState {
  return states.at(-1) ?? { kind: 'connecting' };
}

function goLive(): void {
  world.socket().open();
  world.socket().receive(WELCOME);
}

async function answerPings(ms: number): Promise<void> {
  const socket = world.socket();
  for (let left = ms, seen = 0; left > 0; left -= 1_000) {
    await clock.pass(1_000);
    const pings = socket.sentOf('ping').length;
    if (pings > seen) socket.receive({ type: 'pong' });
    seen = pings;
  }
}

beforeEach(() => {
  clock = new ManualClock();
  random = 0.5;
  world = browserWorld({ clock, random: () => random });
  since = reasonOfWelcome = reasonOverHttp = null;
  states.length = 0;
  for (const mock of [frame, live, lost, welcomed]) mock.mockReset();
  connection = createConnection({
    effects: world.effects,
    since: () => since,
    welcomed: (...given) => {
      welcomed(...given);
      return reasonOfWelcome;
    },
    frame,
    stateChanged: (next) => states.push(next),
    live,
    lost,
    whyRefused: () => Promise.resolve(reasonOverHttp),
  });
});

describe('connecting', () => {
  it('says hello first and is live with the welcome', () => {
    expect(state()).toEqual({ kind: 'connecting' });
    world.socket().open();
    expect(world.socket().sent).toEqual([{ type: 'hello', since: null }]);
    expect(connection.send({ type: 'ping' })).toBe(false);
    world.socket().receive(WELCOME);
    expect(state()).toEqual({ kind: 'live' });
    expect(live).toHaveBeenCalledOnce();
    expect(connection.send({ type: 'typing', roomId: '10' })).toBe(true);
  });

  it('gives up on a host that takes the connection and says nothing', async () => {
    world.socket().open();
    await clock.pass(10_000);
    expect(state().kind).toBe('waiting');
    expect(world.sockets[0]?.isClosedByPage).toBe(true);
  });

  it('gives up on a connection that does not open', async () => {
    await clock.pass(10_000);
    expect(state().kind).toBe('waiting');
  });

  it('drops events that come before the welcome', () => {
    world.socket().open();
    world.socket().receive({ type: 'events', events: [created(3)] });
    expect(frame).not.toHaveBeenCalled();
  });

  it('hears nothing of a socket it has let go', async () => {
    const first = world.socket();
    await clock.pass(10_000 + 500);
    expect(world.sockets).toHaveLength(2);
    first.breakOff();
    first.receive(WELCOME);
    expect(live).not.toHaveBeenCalled();
  });
});

describe('reconnecting', () => {
  it('takes up at the last seq', async () => {
    goLive();
    since = 12;
    world.socket().breakOff();
    await clock.pass(500);
    world.socket().open();
    expect(world.socket().sent).toEqual([{ type: 'hello', since: 12 }]);
    expect(welcomed).toHaveBeenCalledTimes(1);
    world.socket().receive(WELCOME);
    expect(welcomed).toHaveBeenLastCalledWith(expect.objectContaining({ seq: 7 }), 12);
  });

  it('waits longer each time, with jitter, at most 15 s', async () => {
    random = 0.999;
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 7; attempt++) {
      world.socket().breakOff();
      const now = state();
      if (now.kind !== 'waiting') throw new Error('not waiting');
      expect(now.attempt).toBe(attempt);
      const waitMs = now.retryAt - clock.now();
      waits.push(waitMs);
      await clock.pass(waitMs);
    }
    expect(waits).toEqual([500, 999, 1_998, 3_996, 7_992, 14_985, 14_985]);
  });

  it('begins anew after a connection that lasted, not after one that broke at once', async () => {
    world.socket().breakOff();
    await clock.pass(500);
    goLive();
    world.socket().breakOff();
    expect(state()).toMatchObject({ kind: 'waiting', attempt: 2 });
    await clock.pass(1_000);
    goLive();
    await clock.pass(5_000);
    world.socket().breakOff();
    expect(state()).toMatchObject({ kind: 'waiting', attempt: 1 });
  });

  it('tries at once when asked, but does not break off a try just begun', async () => {
    random = 0.999;
    for (let attempt = 0; attempt < 5; attempt++) {
      world.socket().breakOff();
      await clock.pass(15_000);
    }
    world.socket().breakOff();
    const count = world.sockets.length;
    connection.reconnectNow();
    expect(world.sockets).toHaveLength(count + 1);
    connection.reconnectNow();
    expect(world.sockets).toHaveLength(count + 1);
  });

  it('tries at once when the network or the reader comes back', () => {
    world.socket().breakOff();
    world.wake();
    expect(world.sockets).toHaveLength(2);
  });

  it.each([CLOSE.hostStopping, CLOSE.tryLater, CLOSE.timeout, CLOSE.badFrame, 1006])(
    'comes back after close code %i',
    async (code) => {
      goLive();
      world.socket().breakOff(code);
      expect(state().kind).toBe('waiting');
      expect(lost).toHaveBeenCalledWith(code);
      await clock.pass(500);
      expect(world.sockets).toHaveLength(2);
    },
  );

  it('survives a browser that will not even make a socket', async () => {
    const tries = vi.fn();
    const broken = browserWorld({
      clock,
      openSocket: () => {
        tries();
        throw new DOMException('no', 'SecurityError');
      },
    });
    const stubborn = createConnection({
      effects: broken.effects,
      since: () => null,
      welcomed: () => null,
      frame,
      stateChanged: (next) => states.push(next),
      live,
      lost,
      whyRefused: () => Promise.resolve(null),
    });
    await clock.pass(60_000);
    expect(tries.mock.calls.length).toBeGreaterThan(3);
    stubborn.close();
  });
});

describe('ending', () => {
  it.each([
    [CLOSE.notSignedIn, 'signed_out'],
    [CLOSE.removed, 'removed'],
    [CLOSE.signedInElsewhere, 'signed_in_elsewhere'],
    [CLOSE.tooMany, 'too_many'],
  ])('is for good after close code %i', async (code, reason) => {
    goLive();
    world.socket().breakOff(code);
    expect(state()).toEqual({ kind: 'ended', reason });
    world.wake();
    await clock.sleep(60_000);
    await clock.pass(60_000);
    expect(world.sockets).toHaveLength(1);
  });

  it('can be undone by the reader where there were too many pages', () => {
    goLive();
    world.socket().breakOff(CLOSE.tooMany);
    connection.reconnectNow();
    goLive();
    expect(state()).toEqual({ kind: 'live' });
  });

  it('cannot be undone where somebody else signed in', () => {
    goLive();
    world.socket().breakOff(CLOSE.signedInElsewhere);
    connection.reconnectNow();
    expect(world.sockets).toHaveLength(1);
  });

  it('asks over HTTP why a try failed before it opened', async () => {
    reasonOverHttp = 'signed_out';
    world.socket().breakOff();
    await clock.pass(0);
    expect(state()).toEqual({ kind: 'ended', reason: 'signed_out' });
  });

  it('comes with a welcome that is not for us', () => {
    reasonOfWelcome = 'signed_out';
    goLive();
    expect(state()).toEqual({ kind: 'ended', reason: 'signed_out' });
    expect(world.socket().isClosedByPage).toBe(true);
    expect(live).not.toHaveBeenCalled();
  });

  it('leaves no timer behind when closed', () => {
    goLive();
    connection.close();
    expect(clock.pendingCount).toBe(0);
    expect(world.socket().isClosedByPage).toBe(true);
  });
});

describe('the heartbeat', () => {
  it('pings every 25 s and stays as long as pongs come', async () => {
    goLive();
    await answerPings(180_000);
    expect(world.socket().sentOf('ping').length).toBeGreaterThanOrEqual(6);
    expect(state()).toEqual({ kind: 'live' });
  });

  it('gives a half-open connection up 10 s after the ping', async () => {
    goLive();
    await clock.pass(34_999);
    expect(state()).toEqual({ kind: 'live' });
    await clock.pass(1);
    expect(state().kind).toBe('waiting');
    expect(lost).toHaveBeenCalledOnce();
  });

  it('lets a long catch-up delay the pong', async () => {
    goLive();
    await clock.pass(25_000);
    for (let seq = 8; seq < 13; seq++) {
      await clock.pass(8_000);
      world.socket().receive({ type: 'events', events: [created(seq)] });
    }
    expect(state()).toEqual({ kind: 'live' });
    await clock.pass(10_000);
    expect(state().kind).toBe('waiting');
  });
});

describe('waking from sleep', () => {
  it('asks at once whether the host is still there, and reconnects after 4 s of silence', async () => {
    goLive();
    await clock.pass(2_000);
    await clock.sleep(20_000);
    expect(world.socket().sentOf('ping')).toHaveLength(1);
    await clock.pass(3_999);
    expect(state()).toEqual({ kind: 'live' });
    await clock.pass(1);
    expect(state().kind).toBe('waiting');
  });

  it('stays when the host answers', async () => {
    goLive();
    await clock.sleep(20_000);
    world.socket().receive({ type: 'pong' });
    await clock.pass(10_000);
    expect(state()).toEqual({ kind: 'live' });
    expect(world.sockets).toHaveLength(1);
  });

  it('is not seen in a timer that is a little late', async () => {
    goLive();
    await clock.sleep(14_000);
    expect(world.socket().sentOf('ping')).toHaveLength(0);
  });

  it('asks when the page is looked at again', async () => {
    goLive();
    world.wake();
    expect(world.socket().sentOf('ping')).toHaveLength(1);
    await clock.pass(4_000);
    expect(state().kind).toBe('waiting');
  });

  it('begins a try anew that slept with the machine', async () => {
    await clock.pass(4_000);
    world.wake();
    expect(world.sockets).toHaveLength(2);
  });
});

describe('greeting again', () => {
  it('says hello on the same connection and drops events until the welcome', () => {
    goLive();
    connection.greetAgain();
    world.socket().receive({ type: 'events', events: [created(9)] });
    expect(frame).not.toHaveBeenCalled();
    world.socket().receive(WELCOME);
    expect(world.socket().sentOf('hello')).toHaveLength(2);
    expect(live).toHaveBeenCalledOnce();
    expect(welcomed).toHaveBeenCalledTimes(2);
  });
});
