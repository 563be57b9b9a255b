import type { AddressKind } from '../network-addresses.ts';

/** One address of an adapter, and what was found out about it. */
export interface ProbedAddress {
  address: string;
  family: 'IPv4' | 'IPv6';
  kind: AddressKind;
  /** Who answered when the host called itself there; null where the host does not listen on it. */
  call: 'host' | 'other' | 'silent' | null;
  isAnnounced: boolean;
  /** Whether a question for the `.local` name was answered there; null where it was not asked. */
  isHeard: boolean | null;
}

/** An adapter that has an address which other devices could open. */
export interface ProbedAdapter {
  interfaceName: string;
  /** Of its best address. */
  kind: AddressKind;
  /** Best first. */
  addresses: ProbedAddress[];
}

/** Everything the doctor knows before judging. */
export interface DoctorFacts {
  /** Milliseconds since the epoch. */
  checkedAt: number;
  platform: NodeJS.Platform;
  port: number;
  /** The port that was tried first at the start; null where any would do. */
  wantedPort: number | null;
  /** The address the host is bound to; null for all. */
  bind: string | null;
  /** Without loopback. */
  adapters: ProbedAdapter[];
  mdns: { isOn: boolean; hostName: string | null; wantedHostName: string };
  chosenAddress: string | null;
  /** The addresses at which other devices have come in. */
  waysIn: ReadonlySet<string>;
  hasOtherDeviceArrived: boolean;
  isJoiningPaused: boolean;
}
