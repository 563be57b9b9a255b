import type { BridgeResult, DesktopBridge, DesktopState } from '../../../../main/bridge/contract.ts';
import type { HostState } from '../../../../server/protocol/admin.ts';
import type { Settings } from '../../../../server/protocol/http.ts';
import type { AdminHost, HostChange } from '../../../../renderer/admin/link/admin-host.ts';
import type { Link, LiveSnapshot } from '../../../../renderer/admin/link/live-host.ts';
import type { ApiResult } from '../../../../renderer/client/http-call.ts';

/** A host that says what a scene has written down, and takes every change. */
export class ScriptedAdmin implements AdminHost {
  runDoctor: AdminHost['runDoctor'];
  getNearby: AdminHost['getNearby'];
  private snapshot: LiveSnapshot;
  private readonly listeners = new Set<() => void>();

  constructor(script: Pick<AdminHost, 'runDoctor' | 'getNearby'> & { host: HostState | null; link: Link }) {
    const { runDoctor, getNearby, host, link } = script;
    this.runDoctor = runDoctor;
    this.getNearby = getNearby;
    this.snapshot = { host, heardAt: host === null ? null : Date.now(), link };
  }

  live: AdminHost['live'] = {
    get: () => this.snapshot,
    onChange: (listener) => {
      this.listeners.add(listener);
      return () => void this.listeners.delete(listener);
    },
    tryNow: () => undefined,
    close: () => undefined,
  };

  changeSettings = async (change: HostChange): Promise<ApiResult<Settings>> => {
    const { host } = this.snapshot;
    if (host) this.show(changed(host, change));
    return { ok: true, value: {} as Settings };
  };

  /** A newer state, as the stream would bring it. */
  show(host: HostState): void {
    this.snapshot = { host, heardAt: Date.now(), link: { kind: 'live' } };
    for (const listener of this.listeners) listener();
  }
}

function changed(host: HostState, change: HostChange): HostState {
  const chosen = change.chosenAddress === undefined ? host.chosenAddress : change.chosenAddress;
  return {
    ...host,
    name: change.serverName ?? host.name,
    wifiName: change.wifiName === undefined ? host.wifiName : change.wifiName,
    portAfterRestart: change.port ?? host.portAfterRestart,
    chosenAddress: chosen,
    best: host.addresses.find((each) => each.address === chosen) ?? host.addresses[0] ?? null,
    join: {
      policy: change.joinPolicy ?? host.join.policy,
      isPaused: change.isJoiningPaused ?? host.join.isPaused,
      pin: change.pin === undefined ? host.join.pin : change.pin,
    },
  };
}

/** A desktop shell that does as it is told. */
export function scriptedBridge(first: DesktopState): DesktopBridge {
  let state = first;
  const listeners = new Set<(state: DesktopState) => void>();
  const done = (): Promise<BridgeResult> => Promise.resolve({ ok: true });
  const change = (part: Partial<DesktopState>): Promise<BridgeResult> => {
    state = { ...state, ...part };
    for (const listener of listeners) listener(state);
    return done();
  };
  return {
    getState: () => Promise.resolve(state),
    onState: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    setUp: ({ username }) =>
      username === 'Taken'
        ? Promise.resolve({ ok: false, code: 'already_set_up', message: 'This host already has an owner.' })
        : change({ phase: 'on' }),
    changeSettings: (settings) => {
      const given = Object.entries(settings).filter(([, value]) => value !== undefined);
      return change({ settings: { ...state.settings, ...Object.fromEntries(given) } });
    },
    openChat: done,
    openNearby: done,
    openLogs: done,
    restartServer: done,
    setFullScreen: (isFullScreen) => change({ isFullScreen }),
    print: done,
    checkForUpdates: () => change({ update: { status: 'idle', version: null, message: null } }),
  };
}
