import { expect, it } from 'vitest';
import { KeyLocks } from '../../../server/files/key-locks.ts';

/** Work that ends when it is told to. */
function task(log: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const work = async () => {
    log.push(`${name} begins`);
    await promise;
    log.push(`${name} ends`);
  };
  return { work, end: () => resolve(undefined), fail: () => reject(new Error(name)) };
}

it('lets work on one key wait for the one before, even where that fails', async () => {
  const locks = new KeyLocks();
  const log: string[] = [];
  const [first, second] = [task(log, 'first'), task(log, 'second')];
  const results = [locks.run('a', first.work), locks.run('a', second.work)];
  second.end();
  first.fail();
  const settled = await Promise.allSettled(results);
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(log).toEqual(['first begins', 'second begins', 'second ends']);
});

it('lets work on different keys go side by side', async () => {
  const locks = new KeyLocks();
  const log: string[] = [];
  const [one, other] = [task(log, 'one'), task(log, 'other')];
  const results = [locks.run('a', one.work), locks.run('b', other.work)];
  other.end();
  await results[1];
  one.end();
  await Promise.all(results);
  expect(log).toEqual(['one begins', 'other begins', 'other ends', 'one ends']);
});
