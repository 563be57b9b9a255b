import type { DesktopState } from '../../../../main/bridge/contract.ts';
import type {
  AdapterReport,
  Arrival,
  DoctorFinding,
  DoctorReport,
  HostState,
  JoinAddress,
  NearbyHost,
} from '../../../../server/protocol/admin.ts';
import { DOCTOR_CODES, type DoctorCode } from '../../../../server/protocol/doctor-codes.ts';

const MINUTE_MS = 60_000;
const ago = (minutes: number) => Date.now() - minutes * MINUTE_MS;

export function address(ip: string, kind: JoinAddress['kind'], interfaceName: string): JoinAddress {
  return { url: `http://${ip}:8322`, address: ip, type: 'address', kind, interfaceName };
}

export const WIFI = address('192.168.178.20', 'wifi', 'wlan0');
export const CABLE = address('10.0.4.117', 'ethernet', 'enp3s0');
const DOCKER = address('172.17.0.1', 'docker', 'docker0');
const NAME: JoinAddress = {
  url: 'http://ridge-house.local:8322',
  address: 'ridge-house.local',
  type: 'name',
  kind: null,
  interfaceName: null,
};

const arrival = (userId: number, username: string, minutes: number, isOtherDevice = true): Arrival => ({
  userId,
  username,
  avatarId: String(userId * 3),
  at: ago(minutes),
  isOtherDevice,
});

export const ARRIVALS: Arrival[] = [
  arrival(7, 'Priya', 1),
  arrival(6, '林小满', 4),
  arrival(5, 'Maximiliane von Hohenlohe', 9),
  arrival(4, 'Tom', 12),
  arrival(3, 'Ben', 15),
  arrival(1, 'Olive', 31, false),
];

export function hostState(part: Partial<HostState> = {}): HostState {
  return {
    serverId: '6f1c22d8-4a0e-4c0b-9d0f-1f5f6a2f7a10',
    name: 'Ridge House',
    version: '0.1.0',
    startedAt: ago(134),
    port: 8322,
    portAfterRestart: null,
    addresses: [WIFI, CABLE, DOCKER, NAME],
    best: WIFI,
    chosenAddress: null,
    localName: 'ridge-house.local',
    join: { policy: 'open', isPaused: false, pin: '482913' },
    wifiName: 'Ridge Guest',
    people: { online: 6, known: 23, connections: 7, connectionsElsewhere: 6 },
    arrivals: ARRIVALS,
    hasOtherDeviceArrived: true,
    rates: { messagesPerMinute: 14, deliveriesPerMinute: 84 },
    disk: { databaseBytes: 8_412_000, fileBytes: 231_000_000, freeBytes: 182_000_000_000 },
    ...part,
  };
}

export const QUIET_HOST: Partial<HostState> = {
  arrivals: [arrival(1, 'Olive', 2, false)],
  hasOtherDeviceArrived: false,
  people: { online: 1, known: 1, connections: 1, connectionsElsewhere: 0 },
  rates: { messagesPerMinute: 0, deliveriesPerMinute: 0 },
  startedAt: ago(2),
  disk: { databaseBytes: 98_000, fileBytes: 0, freeBytes: 182_000_000_000 },
};

const VALUES = {
  port: 8322,
  wantedPort: 80,
  address: '192.168.178.20',
  name: 'ridge-house.local',
  wantedName: 'ridge-house.local',
  interfaceName: 'utun3',
  count: 2,
};

export function finding(code: DoctorCode, values: DoctorFinding['values'] = {}): DoctorFinding {
  return { code, level: DOCTOR_CODES[code].level, values: { ...VALUES, ...values } };
}

const adapter = (
  { interfaceName, address: ip, kind }: JoinAddress,
  isUseful: boolean,
  findings: DoctorFinding[],
): AdapterReport => ({
  interfaceName: interfaceName ?? '',
  kind: kind ?? 'other',
  addresses: [ip],
  isUseful,
  isReachable: true,
  isMdnsAnswering: isUseful ? true : null,
  findings,
});

export const GOOD_REPORT: DoctorReport = {
  checkedAt: Date.now(),
  platform: 'linux',
  hasOtherDeviceArrived: true,
  adapters: [
    adapter(WIFI, true, [finding('adapter_good'), finding('arrived_here'), finding('mdns_heard')]),
    adapter(DOCKER, false, [finding('adapter_docker')]),
  ],
  findings: [finding('device_arrived'), finding('port_open'), finding('mdns_working')],
};

export const WAITING_REPORT: DoctorReport = {
  checkedAt: Date.now(),
  platform: 'windows',
  hasOtherDeviceArrived: false,
  adapters: [
    adapter(WIFI, true, [finding('adapter_good'), finding('mdns_silent')]),
    adapter(CABLE, true, [finding('not_reachable', { address: CABLE.address })]),
    adapter(DOCKER, false, [finding('adapter_docker')]),
    adapter(address('172.28.96.1', 'wsl', 'vEthernet (WSL)'), false, [finding('adapter_wsl')]),
    adapter(address('100.101.7.12', 'tailscale', 'Tailscale'), false, [finding('adapter_tailscale')]),
  ],
  findings: [
    finding('no_device_yet'),
    finding('several_networks'),
    finding('vpn_active'),
    finding('port_moved'),
    finding('mdns_renamed', { name: 'ridge-house-2.local' }),
    finding('same_network'),
    finding('firewall_windows'),
    finding('firewall_macos'),
    finding('firewall_linux'),
    finding('isolation_possible'),
    finding('phone_no_internet'),
  ],
};

export const NO_NETWORK_REPORT: DoctorReport = {
  checkedAt: Date.now(),
  platform: 'macos',
  hasOtherDeviceArrived: false,
  adapters: [],
  findings: [finding('no_network'), finding('mdns_not_announced')],
};

/** Every code there is, for whoever reads the sentences. */
export const WHOLE_REPORT: DoctorReport = {
  ...WAITING_REPORT,
  findings: codesOf('host'),
  adapters: [adapter(WIFI, true, codesOf('adapter'))],
};

function codesOf(scope: 'host' | 'adapter'): DoctorFinding[] {
  const codes = Object.keys(DOCTOR_CODES) as DoctorCode[];
  return codes.filter((code) => DOCTOR_CODES[code].scope === scope).map((code) => finding(code));
}

export const NEARBY: NearbyHost[] = [
  {
    serverId: 'a',
    name: 'Boat House',
    version: '0.1.0',
    url: 'http://192.168.178.31:8322',
    peopleOnline: 12,
  },
  { serverId: 'b', name: '三年二班', version: '0.1.0', url: 'http://192.168.178.44:8322', peopleOnline: 1 },
  {
    serverId: 'c',
    name: 'The Society for the Preservation of Porches',
    version: '0.2.0',
    url: 'http://192.168.178.90:51234',
    peopleOnline: null,
  },
];

export function desktopState(part: Partial<DesktopState> = {}): DesktopState {
  return {
    phase: 'on',
    problem: null,
    suggestedServerName: 'Olive’s PC',
    suggestedUserName: 'Olive',
    settings: {
      language: 'system',
      keepAwake: true,
      startAtLogin: false,
      notifications: true,
      updateFeed: null,
    },
    isKeepingAwake: true,
    isFullScreen: false,
    nearby: NEARBY,
    versions: { app: '0.1.0', electron: '45.4.1', chrome: '146.0.7680.31', node: '24.21.0' },
    update: { status: 'off', version: null, message: null },
    platform: 'linux',
    ...part,
  };
}
