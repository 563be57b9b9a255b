import type { AdapterReport, DoctorFinding, DoctorReport } from '../../protocol/admin.ts';
import type { DoctorCode, DoctorLevel } from '../../protocol/doctor-codes.ts';
import { answersOnLoopback } from '../bound-addresses.ts';
import { isRealKind } from '../rank-addresses.ts';
import { adapterFindings, isUsefulAdapter } from './adapter-findings.ts';
import type { DoctorFacts } from './facts.ts';
import { finding } from './finding.ts';

const LEVEL_ORDER: readonly DoctorLevel[] = ['problem', 'note', 'good'];

type Platform = DoctorReport['platform'];

/** Turns what was found out into a report. Pure: the same facts give the same report. */
export function evaluate(facts: DoctorFacts): DoctorReport {
  const platform = platformOf(facts.platform);
  const adapters = facts.adapters.map((adapter): AdapterReport => {
    const announced = adapter.addresses.filter(({ isAnnounced }) => isAnnounced);
    return {
      interfaceName: adapter.interfaceName,
      kind: adapter.kind,
      addresses: adapter.addresses.map(({ address }) => address),
      isUseful: isUsefulAdapter(adapter),
      isReachable: adapter.addresses.some(({ call }) => call === 'host'),
      isMdnsAnswering: announced.length === 0 ? null : announced.every(({ isHeard }) => isHeard),
      findings: inOrder(adapterFindings(adapter, facts)),
    };
  });
  return {
    checkedAt: facts.checkedAt,
    platform,
    hasOtherDeviceArrived: facts.hasOtherDeviceArrived,
    adapters,
    findings: inOrder([
      ...networkFindings(facts),
      ...portFindings(facts),
      ...mdnsFindings(facts, adapters),
      ...arrivalFindings(facts, adapters, platform),
    ]),
  };
}

function networkFindings({ adapters, chosenAddress }: DoctorFacts): DoctorFinding[] {
  const found: DoctorFinding[] = [];
  const useful = adapters.filter(isUsefulAdapter);
  const hasReal = adapters.some(({ kind }) => isRealKind(kind));
  const [first] = adapters;
  const linkLocal = adapters.find(({ kind }) => kind === 'link-local');
  const vpn = adapters.find(({ kind }) => kind === 'vpn');
  if (!first) found.push(finding('no_network'));
  else if (!hasReal && linkLocal) {
    found.push(finding('no_address_given', { interfaceName: linkLocal.interfaceName }));
  } else if (!hasReal) {
    found.push(finding('only_virtual', { interfaceName: first.interfaceName }));
  }
  if (useful.length > 1) found.push(finding('several_networks', { count: useful.length }));
  if (useful.length > 0 && vpn) found.push(finding('vpn_active', { interfaceName: vpn.interfaceName }));
  const isThere = adapters.some(({ addresses }) =>
    addresses.some(({ address }) => address === chosenAddress),
  );
  if (chosenAddress !== null && !isThere)
    found.push(finding('chosen_address_gone', { address: chosenAddress }));
  return found;
}

function portFindings({ port, wantedPort, bind }: DoctorFacts): DoctorFinding[] {
  const found: DoctorFinding[] = [];
  if (isLoopbackOnly(bind)) found.push(finding('loopback_only', { port }));
  else if (isOneAddress(bind)) found.push(finding('bound_to_address', { address: bind }));
  else found.push(finding('port_open', { port }));
  if (wantedPort !== null && wantedPort !== port) found.push(finding('port_moved', { port, wantedPort }));
  return found;
}

function mdnsFindings({ mdns, bind }: DoctorFacts, adapters: readonly AdapterReport[]): DoctorFinding[] {
  const useful = adapters.filter(({ isUseful }) => isUseful);
  if (!mdns.isOn) return [finding('mdns_off')];
  if (isLoopbackOnly(bind) || useful.length === 0) return [];
  const name = mdns.hostName;
  if (name === null) return [finding('mdns_not_announced')];
  const isRenamed = name !== mdns.wantedHostName;
  return [
    ...(isRenamed ? [finding('mdns_renamed', { name, wantedName: mdns.wantedHostName })] : []),
    ...(useful.every(({ isMdnsAnswering }) => isMdnsAnswering) ? [finding('mdns_working', { name })] : []),
  ];
}

/** Nobody can look through a firewall from behind it: while nobody has come in, the usual reasons are named. */
function arrivalFindings(
  facts: DoctorFacts,
  adapters: readonly AdapterReport[],
  platform: Platform,
): DoctorFinding[] {
  const { hasOtherDeviceArrived, isJoiningPaused, bind, port } = facts;
  const found = [finding(hasOtherDeviceArrived ? 'device_arrived' : 'no_device_yet')];
  if (isJoiningPaused) found.push(finding('joining_paused'));
  const useful = adapters.filter(({ isUseful }) => isUseful);
  const isWellHere = useful.some(({ isReachable }) => isReachable) && !isLoopbackOnly(bind);
  if (hasOtherDeviceArrived || !isWellHere) return found;
  found.push(finding('same_network'), finding(FIREWALLS[platform], { port }));
  // A cable is no proof of one network either, but there devices are hardly ever kept apart.
  if (useful.some(({ kind }) => kind !== 'ethernet')) found.push(finding('isolation_possible'));
  found.push(finding('phone_no_internet'));
  return found;
}

const FIREWALLS: Record<Platform, DoctorCode> = {
  windows: 'firewall_windows',
  macos: 'firewall_macos',
  linux: 'firewall_linux',
  other: 'firewall_other',
};

function platformOf(platform: NodeJS.Platform): Platform {
  if (platform === 'win32') return 'windows';
  if (platform === 'darwin') return 'macos';
  return platform === 'linux' ? 'linux' : 'other';
}

function isLoopbackOnly(bind: string | null): boolean {
  return isOneAddress(bind) && answersOnLoopback(bind);
}

function isOneAddress(bind: string | null): bind is string {
  return bind !== null && bind !== '::' && bind !== '0.0.0.0';
}

function inOrder(findings: readonly DoctorFinding[]): DoctorFinding[] {
  return findings.toSorted((a, b) => LEVEL_ORDER.indexOf(a.level) - LEVEL_ORDER.indexOf(b.level));
}
