import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SHELL_LIMITS } from '../../../main/shell/limits.ts';
import type { FoundUpdate, UpdateEngine } from '../../../main/update/update-engine.ts';
import { mayInstallFrom, updateFailure } from '../../../main/update/update-step.ts';
import { startUpdates } from '../../../main/update/updates.ts';
import { keptLog, scriptedShell, shellState } from '../support/scripted-shell.ts';

const FEED = 'https://updates.example/porchlight';

function withFeed(updateFeed: string | null) {
  return { settings: { ...shellState().settings, updateFeed } };
}

function updates(updateFeed: string | null, answer: () => Promise<FoundUpdate | null> = async () => null) {
  const shell = scriptedShell(withFeed(updateFeed));
  const asked: string[] = [];
  const forget = vi.fn();
  const engine: UpdateEngine = {
    check(feed) {
      asked.push(feed);
      return answer();
    },
    forget,
  };
  const loadEngine = vi.fn(async () => engine);
  const started = startUpdates({
    shell,
    loadEngine,
    onUpdate: (update) => shell.state.update({ update }),
    log: keptLog(),
  });
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { shell, asked, loadEngine, forget, ...started, settle, now: () => shell.state.get().update };
}

const code = (value: string) => Object.assign(new Error('x'), { code: value });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('without a feed', () => {
  it('nothing is loaded and nothing is asked, not even by hand', async () => {
    const { check, loadEngine, now } = updates(null);
    check();
    await vi.advanceTimersByTimeAsync(10 * SHELL_LIMITS.updateCheckEveryMs);
    expect(loadEngine).not.toHaveBeenCalled();
    expect(now()).toEqual({ status: 'off', version: null, message: null });
  });
});

describe('with a feed', () => {
  it('is asked a while after the start and then at a slow pace', async () => {
    const { asked, now } = updates(FEED);
    expect(now().status).toBe('idle');
    await vi.advanceTimersByTimeAsync(SHELL_LIMITS.updateFirstCheckAfterMs);
    expect(asked).toEqual([FEED]);
    expect(now()).toEqual({ status: 'idle', version: null, message: 'This is the newest version.' });
    await vi.advanceTimersByTimeAsync(2 * SHELL_LIMITS.updateCheckEveryMs);
    expect(asked).toHaveLength(3);
  });

  it('is asked at once by hand, and never twice at a time', async () => {
    const { asked, check, now, settle } = updates(FEED, () => new Promise(() => undefined));
    check();
    expect(now().status).toBe('checking');
    check();
    await settle();
    expect(asked).toHaveLength(1);
  });

  it('says that a version is there, and when it is ready', async () => {
    const download = Promise.withResolvers<undefined>();
    const { check, settle, now, asked } = updates(FEED, async () => ({
      version: '0.2.0',
      downloaded: download.promise,
    }));
    check();
    await settle();
    expect(now()).toEqual({ status: 'available', version: '0.2.0', message: 'Version 0.2.0 is there.' });
    check();
    await settle();
    expect(asked).toHaveLength(1);
    download.resolve(undefined);
    await settle();
    expect(now()).toEqual({
      status: 'ready',
      version: '0.2.0',
      message: 'Version 0.2.0 is installed when you quit.',
    });
  });

  it('tells how to go on where it may not install by itself, in the language of the moment', async () => {
    const { shell, check, settle, now } = updates('http://10.0.0.5/', async () => ({
      version: '0.2.0',
      downloaded: null,
    }));
    check();
    await settle();
    expect(now().message).toContain('install it yourself');
    shell.state.update({ language: 'zh-CN' });
    expect(now().message).toBe('有新版本 0.2.0。更新地址不是 https，请自己动手安装。');
  });

  it('says why it failed, and asks again later', async () => {
    const { check, settle, now, asked } = updates(FEED, () => Promise.reject(code('ECONNREFUSED')));
    check();
    await settle();
    expect(now()).toEqual({
      status: 'failed',
      version: null,
      message: 'The update address does not answer.',
    });
    await vi.advanceTimersByTimeAsync(SHELL_LIMITS.updateCheckEveryMs);
    expect(asked).toHaveLength(2);
  });

  it('says so where a download fails on the way', async () => {
    const { check, settle, now } = updates(FEED, async () => ({
      version: '0.2.0',
      downloaded: Promise.reject(code('ERR_CHECKSUM_MISMATCH')),
    }));
    check();
    await settle();
    expect(now().message).toBe('The update did not pass its check and was thrown away.');
  });

  it('is forgotten with all it brought once it is taken away', async () => {
    const answer = Promise.withResolvers<FoundUpdate | null>();
    const { shell, check, settle, now, forget } = updates(FEED, () => answer.promise);
    check();
    await settle();
    shell.state.update(withFeed(null));
    expect(forget).toHaveBeenCalled();
    answer.resolve({ version: '0.2.0', downloaded: Promise.resolve() });
    await settle();
    expect(now().status).toBe('off');
    expect(forget).toHaveBeenCalledTimes(2);
  });

  it('is left alone after the stop', async () => {
    const { stop, asked } = updates(FEED);
    stop();
    await vi.advanceTimersByTimeAsync(SHELL_LIMITS.updateCheckEveryMs);
    expect(asked).toEqual([]);
  });
});

describe('mayInstallFrom', () => {
  it('trusts https alone', () => {
    expect(mayInstallFrom('https://updates.example/')).toBe(true);
    expect(mayInstallFrom('http://192.168.1.5/')).toBe(false);
    expect(mayInstallFrom('nonsense')).toBe(false);
  });
});

describe('updateFailure', () => {
  it.each([
    [code('ENOTFOUND'), 'unreachable'],
    [code('ETIMEDOUT'), 'unreachable'],
    [new Error('net::ERR_INTERNET_DISCONNECTED'), 'unreachable'],
    [code('HTTP_ERROR_503'), 'unreachable'],
    [code('HTTP_ERROR_404'), 'not_found'],
    [code('ERR_UPDATER_CHANNEL_FILE_NOT_FOUND'), 'not_found'],
    [code('ERR_UPDATER_INVALID_UPDATE_INFO'), 'not_a_feed'],
    [code('ERR_UPDATER_INVALID_VERSION'), 'not_a_feed'],
    [code('ERR_UPDATER_NO_FILES_PROVIDED'), 'not_a_feed'],
    [code('ERR_UPDATER_INVALID_SIGNATURE'), 'not_trusted'],
    [code('ERR_CHECKSUM_MISMATCH'), 'not_trusted'],
    [code('ERR_UPDATER_NO_CHECKSUM'), 'not_trusted'],
    [code('ENOENT'), 'unsupported'],
    [code('update_unsupported'), 'unsupported'],
    [new Error('who knows'), 'internal'],
    ['text', 'internal'],
  ] as const)('%s is %s', (error, failure) => {
    expect(updateFailure(error)).toBe(failure);
  });
});
