import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../../server/protocol/errors.ts';
import type { LogFields, Logger } from '../../../server/logging/logger.ts';
import { logFailure } from '../../../server/transport/log-failure.ts';

interface Line {
  level: string;
  event: string;
  fields: LogFields | undefined;
}

function recorder(): { lines: Line[]; logger: Logger } {
  const lines: Line[] = [];
  const at = (level: string) => (event: string, fields?: LogFields) =>
    void lines.push({ level, event, fields });
  const logger: Logger = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => logger,
  };
  return { lines, logger };
}

function linesFor(code: ErrorCode, cause?: unknown): Line[] {
  const { lines, logger } = recorder();
  logFailure(logger, 'frame_failed', { userId: 3 }, new AppError(code), cause);
  return lines;
}

describe('what could not be done for somebody', () => {
  it.each<ErrorCode>(['message_not_found', 'rate_limited', 'wrong_credentials'])(
    'is not noted where it was theirs: %s',
    (code) => {
      expect(linesFor(code)).toEqual([]);
    },
  );

  it.each<ErrorCode>(['storage_full', 'storage_read_only', 'busy', 'stopping'])(
    'is one line without a stack where it is a state of the host: %s',
    (code) => {
      const fields = { userId: 3, code };
      expect(linesFor(code, new Error('why'))).toEqual([{ level: 'warn', event: 'frame_failed', fields }]);
    },
  );

  it.each<ErrorCode>(['internal', 'storage_failed'])('keeps its cause where it is a fault: %s', (code) => {
    const error = new Error('why');
    const fields = { userId: 3, code, error };
    expect(linesFor(code, error)).toEqual([{ level: 'error', event: 'frame_failed', fields }]);
  });
});
