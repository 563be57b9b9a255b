import { vi } from 'vitest';
import type { Shell, ShellActions, ShellState } from '../../../main/shell/shell.ts';
import type { ShellLog } from '../../../main/shell/log.ts';
import { createSignal } from '../../../main/shell/signal.ts';
import { createStore, type Store } from '../../../main/shell/watched.ts';
import { DEFAULT_SETTINGS } from '../../../main/settings/settings-values.ts';
import type { HostState } from '../../../server/protocol/admin.ts';
import type { Notice } from '../../../server/protocol/control.ts';

/** A shell that a test moves from state to state; its actions are only counted. */
export interface ScriptedShell extends Shell {
  state: Store<ShellState>;
  /** A notice comes from the server. */
  tell: (notice: Notice) => void;
}

export function scriptedShell(change: Partial<ShellState> = {}): ScriptedShell {
  const notices = createSignal<Notice>();
  return {
    state: createStore(shellState(change)),
    actions: silentActions(),
    onNotice: notices.on,
    tell: notices.emit,
  };
}

/** A host that is on, with nobody there. */
export function shellState(change: Partial<ShellState> = {}): ShellState {
  return {
    phase: 'on',
    problem: null,
    host: hostState(),
    nearby: [],
    settings: DEFAULT_SETTINGS,
    language: 'en',
    isKeepingAwake: false,
    isQuitting: false,
    unseenNotices: 0,
    update: { status: 'off', version: null, message: null },
    ...change,
  };
}

export function hostState(change: Partial<HostState> = {}): HostState {
  const address = {
    url: 'http://192.168.1.20:8322',
    address: '192.168.1.20',
    type: 'address',
    kind: 'wifi',
    interfaceName: 'wlan0',
  } as const;
  return {
    serverId: 'ridge-house',
    name: 'Ridge House',
    version: '0.1.0',
    startedAt: 0,
    port: 8322,
    portAfterRestart: null,
    addresses: [address],
    best: address,
    chosenAddress: null,
    localName: 'ridge-house.local',
    join: { policy: 'open', isPaused: false, pin: null },
    wifiName: null,
    people: { online: 0, known: 1, connections: 0, connectionsElsewhere: 0 },
    arrivals: [],
    hasOtherDeviceArrived: false,
    rates: { messagesPerMinute: 0, deliveriesPerMinute: 0 },
    disk: { databaseBytes: 4096, fileBytes: 0, freeBytes: null },
    ...change,
  };
}

/** So many people, each from a device of their own. */
export function withPeople(count: number): HostState {
  return hostState({
    people: { online: count, known: count, connections: count, connectionsElsewhere: count },
  });
}

export function silentActions(): ShellActions {
  return {
    openChat: vi.fn(),
    openAdmin: vi.fn(),
    copyJoinLink: vi.fn(),
    pauseJoining: vi.fn(),
    changeSettings: vi.fn(),
    restartServer: vi.fn(),
    openLogs: vi.fn(),
    showAbout: vi.fn(),
    openNearby: vi.fn(),
    openHost: vi.fn(),
    checkForUpdates: vi.fn(),
    quit: vi.fn(),
  };
}

export const silentLog: ShellLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A log whose events a test looks at. */
export function keptLog(): ShellLog & { events: string[] } {
  const events: string[] = [];
  const keep = (event: string) => void events.push(event);
  return { events, info: keep, warn: keep, error: keep };
}
