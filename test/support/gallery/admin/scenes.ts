import type { DesktopState } from '../../../../main/bridge/contract.ts';
import type { DoctorReport, HostState, NearbyHost } from '../../../../server/protocol/admin.ts';
import type { ServerInfo } from '../../../../server/protocol/http.ts';
import { PUBLIC_LIMITS } from '../../../../server/protocol/limits.ts';
import type { AdminEntrance } from '../../../../renderer/admin/entry/entrance.ts';
import type { Section } from '../../../../renderer/admin/frame/sections.ts';
import type { Link } from '../../../../renderer/admin/link/live-host.ts';
import { OFFLINE, type ApiResult } from '../../../../renderer/client/http-call.ts';
import { GUEST, MARA } from '../cast.ts';
import { refusal } from '../scripted-client.ts';
import {
  desktopState,
  GOOD_REPORT,
  hostState,
  NEARBY,
  NO_NETWORK_REPORT,
  QUIET_HOST,
  WAITING_REPORT,
  WHOLE_REPORT,
} from './samples.ts';
import { ScriptedAdmin, scriptedBridge } from './scripted-admin.ts';

export interface AdminScene {
  section?: Section;
  /** Null where the host has not answered yet. */
  host?: Partial<HostState> | null;
  link?: Link;
  /** The desktop shell; a browser where none is given. */
  desktop?: Partial<DesktopState>;
  /** Never answers where it is null. */
  report?: DoctorReport | null;
  nearby?: readonly NearbyHost[] | null;
  fails?: boolean;
  door?: Partial<AdminEntrance['door']>;
}

const server: ServerInfo = {
  id: 'gallery',
  name: 'Ridge House',
  version: '0.1.0',
  setupRequired: false,
  join: { policy: 'open', pinRequired: false, isPaused: false },
  peopleOnline: 6,
  limits: PUBLIC_LIMITS,
};
const lost: Link = { kind: 'lost', failure: OFFLINE };
const LONG = 'The Society for the Preservation of Porch Ways';

export const ADMIN_SCENES: Record<string, AdminScene> = {
  'first-run': { desktop: { phase: 'first-run' } },
  'first-run-nameless': { desktop: { phase: 'first-run', suggestedUserName: '' } },
  'first-run-refused': { desktop: { phase: 'first-run', suggestedUserName: 'Taken' } },
  starting: { desktop: { phase: 'starting' } },
  problem: {
    desktop: {
      phase: 'problem',
      problem: {
        code: 'port_taken',
        message: 'Port 8322 is taken by another program.',
        isRestarting: false,
      },
    },
  },
  'problem-restarting': {
    desktop: {
      phase: 'problem',
      problem: { code: 'server_ended', message: 'The host stopped unexpectedly.', isRestarting: true },
    },
  },

  host: { desktop: {} },
  'host-browser': {},
  'host-quiet': { desktop: { isKeepingAwake: false }, host: QUIET_HOST },
  'host-plain': {
    desktop: {},
    host: {
      ...QUIET_HOST,
      wifiName: null,
      localName: null,
      arrivals: [],
      join: { policy: 'open', isPaused: false, pin: null },
    },
  },
  'host-paused': { desktop: {}, host: { join: { policy: 'open', isPaused: true, pin: '482913' } } },
  'host-closed': { desktop: {}, host: { join: { policy: 'closed', isPaused: false, pin: null } } },
  'host-no-network': { desktop: {}, host: { ...QUIET_HOST, addresses: [], best: null, localName: null } },
  'host-gone-address': { desktop: {}, host: { chosenAddress: '10.9.8.7', portAfterRestart: 9000 } },
  'host-long': {
    desktop: {},
    host: {
      name: LONG,
      wifiName: 'Guest Network of the Ridge House',
      localName: 'the-society-for-the-preservation-of-porch-ways-2.local',
      port: 49151,
      best: {
        url: 'http://[fd12:3456:789a:1:2e0:4cff:fe68:1a2b]:49151',
        address: 'fd12:3456:789a:1:2e0:4cff:fe68:1a2b',
        type: 'address',
        kind: 'wifi',
        interfaceName: 'wlan0',
      },
      people: { online: 1_204, known: 12_311, connections: 1_310, connectionsElsewhere: 1_309 },
      rates: { messagesPerMinute: 3_921, deliveriesPerMinute: 4_721_004 },
      startedAt: Date.now() - 9.4 * 86_400_000,
      disk: { databaseBytes: 18_412_000_000, fileBytes: 231_000_000_000, freeBytes: null },
    },
  },
  'host-lost': { host: {}, link: lost },
  'host-silent': { host: null, link: lost },
  'host-loading': { host: null, link: { kind: 'connecting' } },

  network: { section: 'network', desktop: {}, report: WAITING_REPORT },
  'network-good': { section: 'network', desktop: {}, report: GOOD_REPORT },
  'network-none': { section: 'network', desktop: {}, report: NO_NETWORK_REPORT },
  'network-all': { section: 'network', desktop: {}, report: WHOLE_REPORT },
  'network-loading': { section: 'network', desktop: {}, report: null },
  'network-failed': { section: 'network', desktop: {}, fails: true },

  nearby: { section: 'nearby', desktop: {} },
  'nearby-browser': { section: 'nearby' },
  'nearby-none': { section: 'nearby', desktop: { nearby: [] } },
  'nearby-loading': { section: 'nearby', nearby: null },
  'nearby-failed': { section: 'nearby', fails: true },

  settings: { section: 'settings', desktop: {} },
  'settings-browser': { section: 'settings' },
  'settings-update': {
    section: 'settings',
    desktop: {
      settings: { ...desktopState().settings, updateFeed: 'https://files.ridge.house/porchlight' },
      update: { status: 'failed', version: null, message: 'No answer from files.ridge.house.' },
    },
  },

  door: { door: { getMe: () => Promise.resolve(refusal('not_signed_in')) } },
  'not-admin': { door: { getMe: () => Promise.resolve({ ok: true, value: GUEST }) } },
  silent: { door: { getServer: () => Promise.resolve(OFFLINE) } },
};

/** The world of a scene. */
export function entranceOf(scene: AdminScene): AdminEntrance {
  const answer = <T>(value: T | null): Promise<ApiResult<T>> => {
    if (scene.fails === true) return Promise.resolve(OFFLINE);
    return value === null ? new Promise(() => undefined) : Promise.resolve({ ok: true, value });
  };
  const nearby = scene.nearby === undefined ? NEARBY : scene.nearby;
  const admin = new ScriptedAdmin({
    host: scene.host === null ? null : hostState(scene.host),
    link: scene.link ?? { kind: 'live' },
    runDoctor: () => answer(scene.report === undefined ? WAITING_REPORT : scene.report),
    getNearby: () => answer(nearby === null ? null : { hosts: [...nearby] }),
  });
  Object.assign(window, { galleryAdmin: admin });
  return {
    bridge: scene.desktop ? scriptedBridge(desktopState(scene.desktop)) : null,
    open: () => admin,
    door: {
      getServer: () => Promise.resolve({ ok: true, value: server }),
      getMe: () => Promise.resolve({ ok: true, value: { ...MARA, role: 'owner' } }),
      signIn: () => Promise.resolve(refusal('wrong_credentials')),
      updateMe: () => Promise.resolve({ ok: true, value: MARA }),
      ...scene.door,
    },
  };
}
