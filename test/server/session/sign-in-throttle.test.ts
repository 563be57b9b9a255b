import { describe, expect, it } from 'vitest';
import { AppError } from '../../../server/protocol/errors.ts';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { SignInThrottle } from '../../../server/session/sign-in-throttle.ts';

const LAN = '192.168.1.20';
const LOOPBACK = '127.0.0.1';
const MINUTE = 60_000;

/** Attempts against a clock that moves only when told. */
function throttled() {
  const clock = { now: 1_000_000 };
  const throttle = new SignInThrottle(() => clock.now);
  const refuse = (code: 'wrong_credentials' | 'busy') => () => Promise.reject(new AppError(code));
  return {
    clock,
    throttle,
    wrong: (name: string, address = LOOPBACK) =>
      outcome(throttle.attempt(name, address, refuse('wrong_credentials'))),
    busy: (name: string) => outcome(throttle.attempt(name, LOOPBACK, refuse('busy'))),
    right: (name: string, address = LOOPBACK) =>
      outcome(throttle.attempt(name, address, () => Promise.resolve('in'))),
  };
}

/** "in", the code of the refusal, or the seconds to wait. */
async function outcome(attempt: Promise<string>): Promise<string | number> {
  try {
    return await attempt;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const wait = error.details?.['retryAfterSeconds'];
    return error.code === 'rate_limited' && typeof wait === 'number' ? wait : error.code;
  }
}

async function failFreely(wrong: (name: string) => Promise<unknown>, name = 'Bo'): Promise<void> {
  for (let i = 0; i < LIMITS.signInFailuresFree; i++) expect(await wrong(name)).toBe('wrong_credentials');
}

describe('the sign-in throttle', () => {
  it('lets a few mistakes pass, then waits twice as long each time, up to a minute', async () => {
    const { clock, wrong } = throttled();
    await failFreely(wrong);
    const waits: unknown[] = [];
    for (let i = 0; i < 9; i++) {
      const wait = await wrong('Bo');
      waits.push(wait);
      clock.now += Number(wait) * 1000;
      expect(await wrong('Bo')).toBe('wrong_credentials');
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('refuses the right password too while the account waits, and takes it after', async () => {
    const { clock, wrong, right } = throttled();
    await failFreely(wrong);
    expect(await right('Bo')).toBe(1);
    clock.now += 999;
    expect(await right('Bo')).toBe(1);
    clock.now += 1;
    expect(await right('Bo')).toBe('in');
  });

  it('forgets the mistakes with a success', async () => {
    const { wrong, right } = throttled();
    for (let round = 0; round < 3; round++) {
      for (let i = 1; i < LIMITS.signInFailuresFree; i++) expect(await wrong('Bo')).toBe('wrong_credentials');
      expect(await right('Bo')).toBe('in');
    }
  });

  it('slows guesses made side by side like those made in a row', async () => {
    const { wrong } = throttled();
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => wrong('Bo')));
    expect(outcomes.filter((result) => result === 'wrong_credentials')).toHaveLength(
      LIMITS.signInFailuresFree,
    );
  });

  it('counts no attempt that says nothing about the password', async () => {
    const { busy, right } = throttled();
    for (let i = 0; i < 20; i++) expect(await busy('Bo')).toBe('busy');
    expect(await right('Bo')).toBe('in');
  });

  it('slows one account in all spellings, and no other', async () => {
    const { wrong, right } = throttled();
    const spellings = ['Zoë', 'ZOË', 'zoe\u0308', '  Ｚｏë\t', '\u3000Zo\u200dë\u200b '];
    for (const name of spellings) expect(await wrong(name)).toBe('wrong_credentials');
    expect(await wrong('zoë')).toBe(1);
    expect(await right('Zoe')).toBe('in');
  });

  it('slows an address that guesses at many accounts', async () => {
    const { wrong, right } = throttled();
    for (let i = 0; i < LIMITS.signInFailuresPerAddress; i++)
      expect(await wrong(`name ${i}`, LAN)).toBe('wrong_credentials');
    expect(await right('Bo', LAN)).toBe(LIMITS.signInDelayMaxSeconds);
    expect(await right('Bo', '192.168.1.21')).toBe('in');
  });

  it.each([LOOPBACK, '127.8.8.8', '::1', '::ffff:127.0.0.1'])(
    'never slows %s by address',
    async (address) => {
      const { wrong, right } = throttled();
      for (let i = 0; i < 3 * LIMITS.signInFailuresPerAddress; i++) await wrong(`name ${i}`, address);
      expect(await right('Bo', address)).toBe('in');
    },
  );

  it('forgets after a while', async () => {
    const { clock, wrong } = throttled();
    await failFreely(wrong);
    clock.now += LIMITS.signInFailuresWindowMs + 1;
    await failFreely(wrong);
  });

  it.each([1, MINUTE, 365 * 24 * 60 * MINUTE])(
    'locks nobody out when the clock is set back by %d ms',
    async (back) => {
      const { clock, wrong, right } = throttled();
      await failFreely(wrong);
      clock.now -= back;
      expect(await right('Bo')).toBe('in');
    },
  );

  it('keeps its memory bounded against invented names, forgetting the oldest', async () => {
    const { clock, wrong, right } = throttled();
    await failFreely(wrong, 'Old');
    clock.now++;
    for (let i = 0; i < LIMITS.limiterKeysMax; i++) await wrong(`name ${i}`, `10.0.${i >> 8}.${i & 255}`);
    expect(await right('Old')).toBe('in');
    expect(await right(`name ${LIMITS.limiterKeysMax - 1}`)).toBe('in');
  });
});
