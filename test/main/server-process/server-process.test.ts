import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import { superviseServer, type ServerProblem } from '../../../main/server-process/server-process.ts';
import { ScriptedChild } from '../support/scripted-child.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

function supervised() {
  const children: ScriptedChild[] = [];
  const problems: ServerProblem[] = [];
  const news: string[] = [];
  const server = superviseServer({
    fork: () => {
      const child = new ScriptedChild();
      children.push(child);
      return child;
    },
    log: SILENT,
    onStarting: () => news.push('starting'),
    onNews: ({ type }) => news.push(type),
    onProblem: (problem) => problems.push(problem),
  });
  const current = (): ScriptedChild => children.at(-1)!;
  return { server, children, problems, news, current };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a host that ends by itself', () => {
  it('is started again, later and later, and named for it in the end', () => {
    const { server, children, problems, current } = supervised();
    server.start();
    current().listen();
    current().end(1);
    expect(problems).toEqual([expect.objectContaining({ code: 'server_stopped', isRestarting: true })]);
    vi.advanceTimersByTime(499);
    expect(children).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(children).toHaveLength(2);

    for (let failure = 2; failure <= 5; failure++) {
      current().end(1);
      vi.advanceTimersByTime(30_000);
    }
    expect(problems.at(-1)).toMatchObject({ code: 'server_keeps_stopping', isRestarting: true });
    expect(children).toHaveLength(6);
  });

  it('is not started again where it said before listening why it can’t', () => {
    const { server, children, problems, current } = supervised();
    server.start();
    current().say({ type: 'fatal', code: 'damaged', message: 'The database is damaged.' });
    current().end(5);
    expect(problems).toEqual([{ code: 'damaged', message: 'The database is damaged.', isRestarting: false }]);
    vi.advanceTimersByTime(600_000);
    expect(children).toHaveLength(1);
  });

  it('is started again where its folder was still held, or it ran before', () => {
    const { server, children, problems, current } = supervised();
    server.start();
    current().say({ type: 'fatal', code: 'held', message: 'Another host has this folder.' });
    current().end(4);
    vi.advanceTimersByTime(500);
    expect(children).toHaveLength(2);
    current().listen();
    current().say({ type: 'fatal', code: 'unwritable', message: 'The disk is full.' });
    current().end(6);
    expect(problems.at(-1)).toEqual({ code: 'unwritable', message: 'The disk is full.', isRestarting: true });
    vi.advanceTimersByTime(1_000);
    expect(children).toHaveLength(3);
  });
});

describe('a host that does not answer', () => {
  it('is ended when it does not listen in time', () => {
    const { server, problems, current } = supervised();
    server.start();
    const child = current();
    vi.advanceTimersByTime(120_000);
    expect(child.wasKilled).toBe(true);
    expect(problems).toEqual([expect.objectContaining({ code: 'server_not_ready', isRestarting: true })]);
  });

  it('is ended when it stays silent after a ping', async () => {
    const { server, problems, current } = supervised();
    server.start();
    const child = current();
    child.listen();
    await vi.advanceTimersByTimeAsync(10_000);
    child.say({ type: 'pong', id: child.asked('ping').id });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(child.wasKilled).toBe(false);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(child.wasKilled).toBe(true);
    expect(problems).toEqual([expect.objectContaining({ code: 'server_stuck', isRestarting: true })]);
  });
});

describe('a request', () => {
  it('gets its own answer, and the host’s refusal as an error with a code', async () => {
    const { server, current } = supervised();
    server.start();
    const entry = server.ask({ type: 'chat-entry' });
    const owner = server.ask({ type: 'make-owner', username: 'Eve', serverName: 'Mine' });
    const child = current();
    child.say({ type: 'failed', id: child.asked('make-owner').id, code: 'already_set_up', message: 'No.' });
    child.say({ type: 'entry', id: child.asked('chat-entry').id, path: '/enter/abc' });
    await expect(entry).resolves.toMatchObject({ path: '/enter/abc' });
    await expect(owner).rejects.toMatchObject({ code: 'already_set_up' });
  });

  it('fails when the host ends before it answers, and while none runs', async () => {
    const { server, current } = supervised();
    await expect(server.ask({ type: 'ping' })).rejects.toMatchObject({ code: 'not_running' });
    server.start();
    const asked = server.ask({ type: 'ping' });
    current().end(1);
    await expect(asked).rejects.toMatchObject({ code: 'not_running' });
  });

  it('fails when no answer comes in time', async () => {
    const { server } = supervised();
    server.start();
    const asked = expect(server.ask({ type: 'chat-entry' })).rejects.toMatchObject({ code: 'server_stuck' });
    await vi.advanceTimersByTimeAsync(15_000);
    await asked;
  });
});

describe('stopping', () => {
  it('asks the host, waits for its end, and starts nothing any more', async () => {
    const { server, children, problems, current } = supervised();
    server.start();
    current().listen();
    const stopped = server.stop();
    expect(current().asked('stop')).toBeDefined();
    expect(current().wasKilled).toBe(false);
    current().end(0);
    await stopped;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(children).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  it('ends it by force after a deadline', async () => {
    const { server, current } = supervised();
    server.start();
    const stopped = server.stop();
    await vi.advanceTimersByTimeAsync(8_000);
    await stopped;
    expect(current().wasKilled).toBe(true);
  });

  it('is the first half of a restart, which waits for no backoff', async () => {
    const { server, children, problems, current } = supervised();
    server.start();
    current().listen();
    const restarted = server.restart();
    current().end(0);
    await restarted;
    expect(children).toHaveLength(2);
    expect(problems).toEqual([]);
  });

  it('cancels a restart that was waiting', async () => {
    const { server, children, current } = supervised();
    server.start();
    current().end(1);
    await server.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(children).toHaveLength(1);
  });
});

it('a machine that woke tells the host', () => {
  const { server, current } = supervised();
  server.start();
  server.woke();
  expect(current().sent).toEqual([]);
  current().listen();
  server.woke();
  expect(current().asked('woke')).toBeDefined();
});
