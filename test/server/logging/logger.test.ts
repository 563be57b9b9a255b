import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createLogger, type LoggerOptions } from '../../../server/logging/logger.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

async function newLogger(options: Partial<LoggerOptions> = {}) {
  const dataFolder = await tempDirForTest();
  const onStderr: string[] = [];
  const logger = createLogger({
    dataFolder,
    env: {},
    stderr: { write: (text) => onStderr.push(text) },
    now: () => new Date('2026-01-02T03:04:05.678Z'),
    ...options,
  });
  const lines = async (): Promise<unknown[]> => {
    await logger.close();
    const text = await readFile(logger.filePath, 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  };
  return { logger, dataFolder, onStderr, lines };
}

describe('createLogger', () => {
  it('writes JSON lines to logs/host.log in the data folder', async () => {
    const { logger, dataFolder, lines } = await newLogger();
    logger.child('storage').child('writer').info('opened', { ms: 12, password: 'x' });

    expect(logger.filePath).toBe(path.join(dataFolder, 'logs', 'host.log'));
    expect(await lines()).toEqual([
      {
        time: '2026-01-02T03:04:05.678Z',
        level: 'info',
        scope: 'storage.writer',
        event: 'opened',
        ms: 12,
        password: '[hidden]',
      },
    ]);
  });

  it('lets no field pass for a fixed one', async () => {
    const { logger, lines } = await newLogger();
    logger.info('real', { event: 'fake', level: 'error', time: 'never' });
    expect(await lines()).toMatchObject([{ event: 'real', level: 'info', time: '2026-01-02T03:04:05.678Z' }]);
  });

  it('shows warnings and errors on stderr, and nothing on stdout', async () => {
    const stdout = vi.spyOn(process.stdout, 'write');
    const { logger, onStderr } = await newLogger();
    logger.info('quiet');
    logger.child('mdns').warn('odd', { address: '10.0.0.1' });
    logger.error('bad');
    await logger.close();

    expect(stdout).not.toHaveBeenCalled();
    expect(onStderr.map((line) => line.replace(/^\d\d:\d\d:\d\d /, ''))).toEqual([
      'warn mdns: odd {"address":"10.0.0.1"}\n',
      'error bad\n',
    ]);
  });

  it.each([
    ['debug', ['debug', 'info', 'warn', 'error'], ['debug', 'info', 'warn', 'error']],
    ['info', ['info', 'warn', 'error'], ['info', 'warn', 'error']],
    ['ERROR', ['error'], ['info', 'warn', 'error']],
    ['silent', [], ['info', 'warn', 'error']],
    ['nonsense', ['warn', 'error'], ['info', 'warn', 'error']],
  ])('PORCHLIGHT_LOG=%s', async (level, shown, written) => {
    const { logger, onStderr, lines } = await newLogger({ env: { PORCHLIGHT_LOG: level } });
    for (const each of ['debug', 'info', 'warn', 'error'] as const) logger[each]('event');

    expect(onStderr.map((line) => line.split(' ')[1])).toEqual(shown);
    expect(((await lines()) as { level: string }[]).map((line) => line.level)).toEqual(written);
  });

  it('keeps two hosts of one process apart', async () => {
    const one = await newLogger();
    const two = await newLogger();
    one.logger.info('one');
    two.logger.info('two');
    expect(await one.lines()).toMatchObject([{ event: 'one' }]);
    expect(await two.lines()).toMatchObject([{ event: 'two' }]);
  });

  it('never throws, wherever it fails', async () => {
    const { logger, dataFolder } = await newLogger({
      stderr: {
        write: () => {
          throw new Error('EPIPE');
        },
      },
    });
    await writeFile(path.join(dataFolder, 'logs'), 'in the way');
    logger.error('lost', { error: new Error('x') });
    await logger.close();
  });

  it('does not hold up its caller', async () => {
    const { logger, lines } = await newLogger();
    const startedAt = performance.now();
    for (let count = 0; count < 2_000; count++) logger.info('event', { count, text: 'some words' });
    expect(performance.now() - startedAt).toBeLessThan(500);
    expect(await lines()).toHaveLength(2_000);
  });
});
