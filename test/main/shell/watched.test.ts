import { expect, it } from 'vitest';
import { createStore } from '../../../main/shell/watched.ts';

it('tells of changes with the value before, and of nothing else', () => {
  const store = createStore({ a: 1, b: 'x' });
  const heard: unknown[] = [];
  const stop = store.onChange((now, before) => heard.push([before, now]));
  store.update({ a: 1 });
  store.update({ a: 2 });
  stop();
  store.update({ a: 3 });
  expect(heard).toEqual([
    [
      { a: 1, b: 'x' },
      { a: 2, b: 'x' },
    ],
  ]);
  expect(store.get()).toEqual({ a: 3, b: 'x' });
});

it('tells everybody in the same order where a listener changes it again', () => {
  const store = createStore({ a: 0 });
  const second: number[] = [];
  store.onChange(({ a }) => {
    if (a === 1) store.update({ a: 2 });
  });
  store.onChange(({ a }) => second.push(a));
  store.update({ a: 1 });
  expect(second).toEqual([1, 2]);
});
