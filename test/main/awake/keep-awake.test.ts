import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isNeededAwake, startKeepAwake } from '../../../main/awake/keep-awake.ts';
import { SHELL_LIMITS } from '../../../main/shell/limits.ts';
import { countingBlocker } from '../support/electron-parts.ts';
import { hostState, scriptedShell, shellState, silentLog, withPeople } from '../support/scripted-shell.ts';

const off = { ...shellState().settings, keepAwake: false };

function keptAwake(shell = scriptedShell()) {
  const powerSaveBlocker = countingBlocker();
  const stop = startKeepAwake({
    shell,
    powerSaveBlocker,
    onKeepingAwake: (isKeepingAwake) => shell.state.update({ isKeepingAwake }),
    log: silentLog,
  });
  return { shell, stop, held: () => [...powerSaveBlocker.held.values()] };
}

describe('isNeededAwake', () => {
  it.each([
    ['somebody is connected', shellState({ host: withPeople(1) }), true],
    ['nobody is', shellState({ host: withPeople(0) }), false],
    ['the setting is off', shellState({ host: withPeople(3), settings: off }), false],
    ['the host is not on', shellState({ host: withPeople(3), phase: 'problem' }), false],
    ['it is quitting', shellState({ host: withPeople(3), isQuitting: true }), false],
    [
      'only the host’s own windows are connected',
      shellState({
        host: hostState({ people: { online: 1, known: 1, connections: 2, connectionsElsewhere: 0 } }),
      }),
      false,
    ],
  ])('where %s', (_, state, isNeeded) => {
    expect(isNeededAwake(state)).toBe(isNeeded);
  });
});

describe('startKeepAwake', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('holds one blocker while people come and go, and says so', () => {
    const { shell, held } = keptAwake();
    expect(held()).toEqual([]);
    shell.state.update({ host: withPeople(1) });
    shell.state.update({ host: withPeople(5) });
    expect(held()).toEqual(['prevent-app-suspension']);
    expect(shell.state.get().isKeepingAwake).toBe(true);
  });

  it('lets the machine sleep a while after the last one left', () => {
    const { shell, held } = keptAwake(scriptedShell({ host: withPeople(1) }));
    shell.state.update({ host: withPeople(0) });
    vi.advanceTimersByTime(SHELL_LIMITS.awakeLingerMs - 1);
    expect(held()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(held()).toEqual([]);
    expect(shell.state.get().isKeepingAwake).toBe(false);
  });

  it('stays awake for a phone that was gone for a moment', () => {
    const { shell, held } = keptAwake(scriptedShell({ host: withPeople(1) }));
    shell.state.update({ host: withPeople(0) });
    vi.advanceTimersByTime(SHELL_LIMITS.awakeLingerMs / 2);
    shell.state.update({ host: withPeople(1) });
    vi.advanceTimersByTime(SHELL_LIMITS.awakeLingerMs * 2);
    expect(held()).toHaveLength(1);
  });

  it('stays awake while the host is started again', () => {
    const { shell, held } = keptAwake(scriptedShell({ host: withPeople(1) }));
    shell.state.update({ phase: 'problem' });
    shell.state.update({ phase: 'starting' });
    shell.state.update({ phase: 'on' });
    vi.advanceTimersByTime(SHELL_LIMITS.awakeLingerMs);
    expect(held()).toHaveLength(1);
  });

  it('lets go at once where the person switches it off, quits, or the shell ends', () => {
    const switched = keptAwake(scriptedShell({ host: withPeople(1) }));
    switched.shell.state.update({ settings: off });
    expect(switched.held()).toEqual([]);

    const quitting = keptAwake(scriptedShell({ host: withPeople(1) }));
    quitting.shell.state.update({ isQuitting: true });
    expect(quitting.held()).toEqual([]);

    const ended = keptAwake(scriptedShell({ host: withPeople(1) }));
    ended.stop();
    expect(ended.held()).toEqual([]);
    ended.shell.state.update({ host: withPeople(2) });
    expect(ended.held()).toEqual([]);
  });
});
