import { describe, expect, it } from 'vitest';
import { AppError, ERROR_CODES } from '../../../server/protocol/errors.ts';

const STATUSES = [400, 401, 403, 404, 405, 409, 413, 415, 416, 429, 500, 503, 507];

describe('the table of errors', () => {
  it.each(ERROR_CODES)('gives %s a status and a sentence', (code) => {
    const error = new AppError(code);
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(STATUSES).toContain(error.status);
    expect(error.message).toMatch(/^[A-Z].+\.$/);
    expect(error.message).not.toMatch(/undefined|null|\[object|SQL|Error:/);
  });

  it('says each thing once', () => {
    const messages = ERROR_CODES.map((code) => new AppError(code).message);
    expect(new Set(messages).size).toBe(messages.length);
  });
});

describe('AppError', () => {
  it('shows the code, the sentence and the details, never the cause', () => {
    const error = new AppError('too_many_rooms', { max: 3 }, { cause: new Error('SQLITE_SECRET') });
    expect(error.toBody()).toEqual({
      error: { code: 'too_many_rooms', message: error.message, details: { max: 3 } },
    });
    expect(JSON.stringify(error.toBody())).not.toContain('SECRET');
  });

  it('leaves the details out where there are none', () => {
    expect(new AppError('not_found').toBody()).toEqual({
      error: { code: 'not_found', message: new AppError('not_found').message },
    });
  });
});
