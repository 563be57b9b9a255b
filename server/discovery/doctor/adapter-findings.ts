import type { DoctorFinding } from '../../protocol/admin.ts';
import type { DoctorCode } from '../../protocol/doctor-codes.ts';
import type { AddressKind } from '../network-addresses.ts';
import { isRealKind } from '../rank-addresses.ts';
import { finding } from './finding.ts';
import type { DoctorFacts, ProbedAdapter } from './facts.ts';

/** What to say of an adapter that no device of the room is on. */
const BY_KIND: Partial<Record<AddressKind, DoctorCode>> = {
  vpn: 'adapter_vpn',
  tailscale: 'adapter_tailscale',
  docker: 'adapter_docker',
  wsl: 'adapter_wsl',
  virtualbox: 'adapter_virtualbox',
  vmware: 'adapter_vmware',
  hyperv: 'adapter_hyperv',
  bridge: 'adapter_bridge',
};

/** Whether other devices will come from there: a real adapter with an address, on which the host listens. */
export function isUsefulAdapter({ kind, addresses }: ProbedAdapter): boolean {
  return isRealKind(kind) && addresses.some(({ call }) => call !== null);
}

export function adapterFindings(adapter: ProbedAdapter, facts: DoctorFacts): DoctorFinding[] {
  const { kind, addresses } = adapter;
  const found: DoctorFinding[] = [];
  const arrivedAt = addresses.find(({ address }) => facts.waysIn.has(address));
  if (arrivedAt) found.push(finding('arrived_here', { address: arrivedAt.address }));
  const [best] = addresses;
  const what = BY_KIND[kind];
  if (what) found.push(finding(what));
  else if (kind === 'link-local') found.push(finding('adapter_link_local', { address: best?.address ?? '' }));
  if (addresses.every(({ call }) => call === null)) return [...found, finding('adapter_not_bound')];
  if (!isUsefulAdapter(adapter)) return found;
  return [...found, ...reachFindings(adapter, facts.port), ...mdnsFindings(adapter, facts)];
}

function reachFindings({ addresses }: ProbedAdapter, port: number): DoctorFinding[] {
  const open = addresses.find(({ call }) => call === 'host');
  if (!open) {
    const [first] = addresses.filter(({ call }) => call !== null);
    const code = first?.call === 'other' ? 'other_program' : 'not_reachable';
    return [finding(code, { address: first?.address ?? '', port })];
  }
  const hasIPv4 = addresses.some(({ family }) => family === 'IPv4');
  return [
    finding('adapter_good', { address: open.address }),
    ...(hasIPv4 ? [] : [finding('adapter_only_ipv6', { address: open.address })]),
  ];
}

function mdnsFindings({ addresses }: ProbedAdapter, { mdns }: DoctorFacts): DoctorFinding[] {
  // Where nothing is announced at all, the host as a whole has a finding.
  const name = mdns.hostName;
  if (!mdns.isOn || name === null) return [];
  const announced = addresses.filter(({ isAnnounced }) => isAnnounced);
  if (announced.length === 0) return [finding('mdns_missing')];
  return [finding(announced.every(({ isHeard }) => isHeard) ? 'mdns_heard' : 'mdns_silent', { name })];
}
