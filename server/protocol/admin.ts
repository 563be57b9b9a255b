import type { DoctorCode, DoctorLevel } from './doctor-codes.ts';
import type { JoinPolicy } from './http.ts';

/** What an adapter is for, as far as its name, hardware address and address tell. */
export type AdapterKind =
  | 'wifi'
  | 'ethernet'
  | 'vpn'
  | 'docker'
  | 'wsl'
  | 'virtualbox'
  | 'vmware'
  | 'hyperv'
  | 'tailscale'
  | 'bridge'
  | 'link-local'
  | 'loopback'
  | 'other';

/** One way to open the chat, best first in every list of them. */
export interface JoinAddress {
  /** Without a trailing slash, for example `http://192.168.1.20:8322`. */
  url: string;
  /** The bare address or name, for example `192.168.1.20`. */
  address: string;
  type: 'address' | 'name' | 'localhost';
  kind: AdapterKind | null;
  interfaceName: string | null;
}

/** Somebody who came in, for the host screen's "who has arrived". */
export interface Arrival {
  userId: number;
  username: string;
  avatarId: string;
  /** Milliseconds since 1970. */
  at: number;
  /** From another device than the host itself. */
  isOtherDevice: boolean;
}

/** GET /admin/host, and each event of GET /admin/host/live: what the host screen and the tray show. */
export interface HostState {
  serverId: string;
  name: string;
  version: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  port: number;
  /** A port that holds from the next start; null where it is the present one. */
  portAfterRestart: number | null;
  addresses: JoinAddress[];
  /** The link in the QR code: the chosen one while it is there, else the best; null without a network. */
  best: JoinAddress | null;
  /** The address an admin chose, kept although it may be gone just now. */
  chosenAddress: string | null;
  /** Announced `NAME.local`, or null. */
  localName: string | null;
  join: { policy: JoinPolicy; isPaused: boolean; pin: string | null };
  /** Name of the Wi-Fi to be in, as the host wrote it. */
  wifiName: string | null;
  people: {
    online: number;
    known: number;
    connections: number;
    /** Connections from other devices than the host itself: for these the host stays awake, and quitting asks. */
    connectionsElsewhere: number;
  };
  /** Newest first, at most 20. */
  arrivals: Arrival[];
  /** Whether a device other than the host has ever opened the page since the start. */
  hasOtherDeviceArrived: boolean;
  /** Over the last minute. */
  rates: { messagesPerMinute: number; deliveriesPerMinute: number };
  disk: {
    /** Database and its journal, bytes. */
    databaseBytes: number;
    /** Kept files, bytes. */
    fileBytes: number;
    /** Free on that disk; null where the system does not tell. */
    freeBytes: number | null;
  };
}

/** One finding of the network doctor. `code` names a sentence in the pages' languages. */
export interface DoctorFinding {
  code: DoctorCode;
  level: DoctorLevel;
  /** What the sentence needs, for example a port or a name. */
  values: Record<string, string | number>;
}

/** What the doctor found about one adapter. */
export interface AdapterReport {
  interfaceName: string;
  kind: AdapterKind;
  addresses: string[];
  /** Whether this is where other devices will come from. */
  isUseful: boolean;
  /** The host answered on this address when it called itself there. */
  isReachable: boolean;
  /** Our announcement was heard on this adapter; null where it is not announced. */
  isMdnsAnswering: boolean | null;
  findings: DoctorFinding[];
}

/** POST /admin/doctor. */
export interface DoctorReport {
  /** Milliseconds since 1970. */
  checkedAt: number;
  platform: 'windows' | 'macos' | 'linux' | 'other';
  hasOtherDeviceArrived: boolean;
  adapters: AdapterReport[];
  /** About the host as a whole: port, mDNS, network. */
  findings: DoctorFinding[];
}

/** Another Porchlight host on this network. */
export interface NearbyHost {
  serverId: string;
  name: string;
  version: string;
  /** Where it answers, without a trailing slash. */
  url: string;
  /** People online there; null while it has not said. */
  peopleOnline: number | null;
}

/** GET /admin/nearby. */
export interface NearbyAnswer {
  hosts: NearbyHost[];
}
