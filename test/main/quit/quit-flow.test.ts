import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import type { App } from 'electron';
import { quitFlow } from '../../../main/quit/quit-flow.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** An app that ends as Electron does: before-quit, will-quit, gone. */
function electronApp() {
  const events = new EventEmitter();
  const emit = (name: string): boolean => {
    let isPrevented = false;
    events.emit(name, { preventDefault: () => (isPrevented = true) });
    return !isPrevented;
  };
  const exit = vi.fn();
  const quit = vi.fn(() => {
    if (emit('before-quit')) emit('will-quit');
  });
  return { app: Object.assign(events, { quit, exit }) as unknown as App, quit, exit };
}

function flowOf({ people, answers = [] }: { people: number; answers?: boolean[] }) {
  const electron = electronApp();
  const confirm = vi.fn(() => Promise.resolve(answers.shift() ?? false));
  const onQuitting = vi.fn();
  const stopEverything = vi.fn(() => Promise.resolve());
  const flow = quitFlow({
    app: electron.app,
    peopleHere: () => people,
    confirm,
    onQuitting,
    stopEverything,
    log: SILENT,
  });
  return { ...electron, flow, confirm, onQuitting, stopEverything };
}

it('quits at once where nobody is here: stop first, then the end', async () => {
  const { flow, confirm, exit, stopEverything } = flowOf({ people: 0 });
  flow.quit();
  await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(0));
  expect(confirm).not.toHaveBeenCalled();
  expect(stopEverything).toHaveBeenCalledTimes(1);
  expect(stopEverything.mock.invocationCallOrder[0]).toBeLessThan(exit.mock.invocationCallOrder[0]!);
});

it('asks where people are here, once at a time, and believes the answer', async () => {
  const { flow, confirm, exit, onQuitting } = flowOf({ people: 3, answers: [false, true] });
  flow.quit();
  flow.quit();
  await vi.waitFor(() => expect(confirm).toHaveBeenCalledTimes(1));
  expect(onQuitting).not.toHaveBeenCalled();
  flow.quit();
  await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(0));
  expect(confirm).toHaveBeenLastCalledWith(3);
  expect(onQuitting).toHaveBeenCalledTimes(1);
});

it('asks also where the system’s own menu quits', async () => {
  const { quit, confirm, exit } = flowOf({ people: 1, answers: [true] });
  quit();
  expect(confirm).toHaveBeenCalledTimes(1);
  await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(0));
});

it('asks nobody at a shutdown, not even while the question is open', async () => {
  const { flow, confirm, exit } = flowOf({ people: 2 });
  confirm.mockImplementation(() => new Promise(() => undefined));
  flow.quit();
  flow.quitNow();
  await vi.waitFor(() => expect(exit).toHaveBeenCalledTimes(1));
});

it('ends although something could not be stopped', async () => {
  const { flow, exit, stopEverything } = flowOf({ people: 0 });
  stopEverything.mockRejectedValue(new Error('stuck'));
  flow.quit();
  await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(0));
});
