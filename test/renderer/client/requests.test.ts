import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientFrame } from '../../../server/protocol/client-frames.ts';
import { createRequests, type Requests } from '../../../renderer/client/requests.ts';
import { browserWorld } from './support/browser-world.ts';
import { ManualClock } from './support/manual-clock.ts';

let clock: ManualClock;
let sent: (ClientFrame & { type: 'edit' | 'delete' | 'react' })[];
let isLive: boolean;
let requests: Requests;

beforeEach(() => {
  clock = new ManualClock();
  sent = [];
  isLive = true;
  requests = createRequests(browserWorld({ clock }).effects, (frame) => {
    if (isLive) sent.push(frame as (typeof sent)[number]);
  });
});

describe('a change to a message', () => {
  it('is answered by its own id', async () => {
    const one = requests.ask({ type: 'edit', messageId: 'm1', text: 'better' });
    const other = requests.ask({ type: 'react', messageId: 'm1', emoji: '👍', on: true });
    expect(sent[0]).toMatchObject({ type: 'edit', messageId: 'm1', text: 'better' });
    requests.answered({
      type: 'error',
      requestId: sent[1]!.requestId!,
      code: 'invalid_emoji',
      message: 'No.',
    });
    requests.answered({ type: 'done', requestId: sent[0]!.requestId! });
    requests.answered({ type: 'error', code: 'invalid_frame', message: 'Of nobody.' });
    expect(await one).toEqual({ ok: true });
    expect(await other).toEqual({ ok: false, code: 'invalid_emoji', message: 'No.' });
    expect(clock.pendingCount).toBe(0);
  });

  it('waits 10 s for a connection', async () => {
    isLive = false;
    const result = requests.ask({ type: 'delete', messageId: 'm1' });
    await clock.pass(9_000);
    isLive = true;
    requests.goLive();
    requests.answered({ type: 'done', requestId: sent[0]!.requestId! });
    expect(await result).toEqual({ ok: true });
  });

  it('is offline where none comes', async () => {
    isLive = false;
    const result = requests.ask({ type: 'delete', messageId: 'm1' });
    await clock.pass(10_000);
    expect(await result).toMatchObject({ ok: false, code: 'offline' });
    isLive = true;
    requests.goLive();
    expect(sent).toEqual([]);
  });

  it('is sent again after a reconnect, under the same id', async () => {
    const result = requests.ask({ type: 'delete', messageId: 'm1' });
    requests.goLive();
    expect(sent[1]).toEqual(sent[0]);
    requests.answered({ type: 'done', requestId: sent[0]!.requestId! });
    requests.answered({ type: 'done', requestId: sent[0]!.requestId! });
    expect(await result).toEqual({ ok: true });
  });

  it('is offline when the page closes', async () => {
    const result = requests.ask({ type: 'delete', messageId: 'm1' });
    requests.close();
    expect(await result).toMatchObject({ ok: false, code: 'offline' });
  });
});
