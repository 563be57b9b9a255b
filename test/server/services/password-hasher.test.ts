import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { PasswordHasher } from '../../../server/services/password-hasher.ts';

describe('the password hasher', () => {
  const passwords = new PasswordHasher();

  it('knows the right password and no other, with a salt of its own for each', async () => {
    const [one, two] = await Promise.all([
      passwords.hash('lamp on the porch'),
      passwords.hash('lamp on the porch'),
    ]);
    expect(one).not.toBe(two);
    expect(one).toMatch(
      new RegExp(
        `^scrypt\\$${LIMITS.scryptCost}\\$${LIMITS.scryptBlockSize}\\$${LIMITS.scryptParallelization}\\$[\\w-]{22}\\$[\\w-]{43}$`,
      ),
    );
    expect(one).not.toContain('lamp');
    expect(await passwords.verify('lamp on the porch', one)).toBe(true);
    expect(await passwords.verify('Lamp on the porch', one)).toBe(false);
    expect(await passwords.verify('', one)).toBe(false);
  });

  it('takes a password in every composition and width in which it may be typed', async () => {
    const stored = await passwords.hash('Cafe\u0301 ｐｏｒｃｈ');
    expect(await passwords.verify('Café porch', stored)).toBe(true);
  });

  it('takes hashes of another cost, as an older host may have stored', async () => {
    // scrypt('old password', '0123456789abcdef', N=1024, r=8, p=1)
    const salt = Buffer.from('0123456789abcdef');
    const hash = scryptSync('old password', salt, 32, { N: 1024, r: 8, p: 1 });
    const stored = `scrypt$1024$8$1$${salt.toString('base64url')}$${hash.toString('base64url')}`;
    expect(await passwords.verify('old password', stored)).toBe(true);
    expect(await passwords.verify('new password', stored)).toBe(false);
  });

  it.each([
    null,
    '',
    'plain text',
    'scrypt$1024$8$1$c2FsdA',
    'scrypt$1024$8$1$c2FsdA$dG9vIHNob3J0',
    'md5$1$1$1$a$b',
  ])('lets nobody in where the stored hash is %j', async (stored) => {
    expect(await passwords.verify('anything', stored)).toBe(false);
  });

  it('says "busy" at once instead of queueing without end', async () => {
    const crowded = new PasswordHasher();
    const waiting = LIMITS.scryptQueueMax + LIMITS.scryptConcurrency;
    const cheap = `scrypt$1024$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
    const results = await Promise.allSettled(
      Array.from({ length: waiting + 50 }, () => crowded.verify('x', cheap)),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.length).toBeGreaterThanOrEqual(50);
    expect(refused.length).toBeLessThanOrEqual(50 + LIMITS.scryptConcurrency);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'busy' });
    expect(await crowded.verify('x', cheap)).toBe(false);
  });
});
