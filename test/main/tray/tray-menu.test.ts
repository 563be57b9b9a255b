import { describe, expect, it } from 'vitest';
import type { ShellActions, ShellState } from '../../../main/shell/shell.ts';
import { textsIn } from '../../../main/texts/texts.ts';
import { stateLine, statusOf } from '../../../main/tray/state-line.ts';
import { trayMenu } from '../../../main/tray/tray-menu.ts';
import { hostState, shellState, silentActions, withPeople } from '../support/scripted-shell.ts';

const texts = textsIn('en');
const paused = hostState({ join: { policy: 'open', isPaused: true, pin: null } });
const crashed = { code: 'server_stopped', message: 'The host stopped unexpectedly.', isRestarting: true };

function item(id: string, state: ShellState, actions: ShellActions = silentActions()) {
  const found = trayMenu(state, actions, texts).find((each) => each.id === id);
  if (!found) throw new Error(`no item ${id}`);
  return found;
}

function click(id: string, state: ShellState): ShellActions {
  const actions = silentActions();
  (item(id, state, actions).click as unknown as () => void)();
  return actions;
}

describe('the state line', () => {
  it.each([
    ['starting', shellState({ phase: 'starting', host: null }), 'Starting…'],
    ['first-run', shellState({ phase: 'first-run' }), 'Not set up yet'],
    ['on', shellState(), 'On, nobody is here yet'],
    ['on', shellState({ host: withPeople(1) }), 'On, 1 person here'],
    ['on', shellState({ host: withPeople(23) }), 'On, 23 people here'],
    ['paused', shellState({ host: paused }), 'Joining is paused'],
    ['problem', shellState({ phase: 'problem', problem: crashed }), 'Stopped for a moment, starting again…'],
    [
      'problem',
      shellState({ phase: 'problem', problem: { ...crashed, isRestarting: false } }),
      'The host is not on',
    ],
  ] as const)('%s: %#', (status, state, line) => {
    expect(statusOf(state)).toBe(status);
    expect(stateLine(state, texts)).toBe(line);
  });
});

describe('the tray menu', () => {
  it('has every item, in a fixed order, in every state', () => {
    const ids = (state: ShellState) =>
      trayMenu(state, silentActions(), texts).flatMap(({ id }) => (id === undefined ? [] : [id]));
    const all = [
      'state',
      'open-chat',
      'open-host-screen',
      'copy-join-link',
      'pause-joining',
      'keep-awake',
      'start-at-login',
      'restart-server',
      'open-logs',
      'quit',
    ];
    expect(ids(shellState())).toEqual(all);
    expect(ids(shellState({ phase: 'starting', host: null }))).toEqual(all);
    expect(ids(shellState({ phase: 'first-run' }))).toEqual(all);
  });

  it.each([
    ['open-chat', 'openChat', []],
    ['open-host-screen', 'openAdmin', []],
    ['copy-join-link', 'copyJoinLink', []],
    ['pause-joining', 'pauseJoining', [true]],
    ['keep-awake', 'changeSettings', [{ keepAwake: false }]],
    ['start-at-login', 'changeSettings', [{ startAtLogin: true }]],
    ['restart-server', 'restartServer', []],
    ['open-logs', 'openLogs', []],
    ['quit', 'quit', []],
  ] as const)('%s asks for %s', (id, action, args) => {
    expect(click(id, shellState())[action]).toHaveBeenCalledExactlyOnceWith(...args);
  });

  it('lets people in again where joining is paused', () => {
    const state = shellState({ host: paused });
    expect(item('pause-joining', state).checked).toBe(true);
    expect(click('pause-joining', state).pauseJoining).toHaveBeenCalledExactlyOnceWith(false);
  });

  it('offers nothing that needs a host where there is none', () => {
    for (const phase of ['starting', 'first-run', 'problem'] as const) {
      for (const id of ['open-chat', 'copy-join-link', 'pause-joining']) {
        expect(item(id, shellState({ phase })).enabled, `${id} while ${phase}`).toBe(false);
      }
    }
    expect(item('copy-join-link', shellState({ host: hostState({ best: null }) })).enabled).toBe(false);
  });

  it('restarts what is on or stuck, but not what is starting already', () => {
    const enabled = (state: ShellState) => item('restart-server', state).enabled;
    expect(enabled(shellState())).toBe(true);
    expect(enabled(shellState({ phase: 'problem', problem: { ...crashed, isRestarting: false } }))).toBe(
      true,
    );
    expect(enabled(shellState({ phase: 'problem', problem: crashed }))).toBe(false);
    expect(enabled(shellState({ phase: 'starting' }))).toBe(false);
  });

  it('says why the host is not on, and that the computer is kept awake', () => {
    const problem = { code: 'data_unreadable', message: 'Rock & roll broke the disk.', isRestarting: false };
    expect(item('problem', shellState({ phase: 'problem', problem })).label).toBe(
      'Rock && roll broke the disk.',
    );
    expect(item('awake', shellState({ isKeepingAwake: true })).label).toBe('Keeping this computer awake');
  });
});
