import { describe, expect, it } from 'vitest';
import { hashToken } from '../../../server/services/session-token.ts';

describe('hashToken', () => {
  it('is bound to the server: the same token means nothing to a host made anew', () => {
    expect(hashToken('server-1', 'token')).not.toBe(hashToken('server-2', 'token'));
    expect(hashToken('server-1', 'token')).toBe(hashToken('server-1', 'token'));
  });

  it('shows nothing of the token', () => {
    expect(hashToken('server-1', 'token')).toMatch(/^[\w-]{43}$/);
    expect(hashToken('server-1', 'token')).not.toContain('token');
  });
});
