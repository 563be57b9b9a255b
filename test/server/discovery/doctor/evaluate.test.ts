import { describe, expect, it } from 'vitest';
import type { DoctorReport } from '../../../../server/protocol/admin.ts';
import { DOCTOR_CODES, type DoctorCode } from '../../../../server/protocol/doctor-codes.ts';
import { evaluate } from '../../../../server/discovery/doctor/evaluate.ts';
import type { DoctorFacts, ProbedAdapter, ProbedAddress } from '../../../../server/discovery/doctor/facts.ts';
import type { AddressKind } from '../../../../server/discovery/network-addresses.ts';

const NAME = 'porch.local';

function adapter(
  interfaceName: string,
  kind: AddressKind,
  address: string,
  change: Partial<ProbedAddress> = {},
): ProbedAdapter {
  const isReal = ['wifi', 'ethernet', 'other'].includes(kind);
  const facts: ProbedAddress = {
    address,
    family: address.includes(':') ? 'IPv6' : 'IPv4',
    kind,
    call: 'host',
    isAnnounced: isReal,
    isHeard: isReal ? true : null,
    ...change,
  };
  return { interfaceName, kind, addresses: [facts] };
}

const WIFI = adapter('wlan0', 'wifi', '192.168.1.20');
const CABLE = adapter('Ethernet', 'ethernet', '10.0.0.5');
const DOCKER = adapter('docker0', 'docker', '172.17.0.1');

const WELL: DoctorFacts = {
  checkedAt: 1,
  platform: 'linux',
  port: 8322,
  wantedPort: 8322,
  bind: null,
  adapters: [WIFI],
  mdns: { isOn: true, hostName: NAME, wantedHostName: NAME },
  chosenAddress: null,
  waysIn: new Set(),
  hasOtherDeviceArrived: false,
  isJoiningPaused: false,
};

const codesOf = (findings: DoctorReport['findings']): DoctorCode[] => findings.map(({ code }) => code);

/** What is said while nobody has come in, on a machine where all is well. */
const WAITING: DoctorCode[] = [
  'no_device_yet',
  'same_network',
  'firewall_linux',
  'isolation_possible',
  'phone_no_internet',
];

describe('evaluate', () => {
  it.each<[string, Partial<DoctorFacts>, DoctorCode[], DoctorCode[][]]>([
    [
      'a laptop on Wi-Fi, nobody there yet',
      {},
      [...WAITING, 'port_open', 'mdns_working'],
      [['adapter_good', 'mdns_heard']],
    ],
    [
      'the same, once a phone has come in',
      { hasOtherDeviceArrived: true, waysIn: new Set(['192.168.1.20']) },
      ['port_open', 'mdns_working', 'device_arrived'],
      [['arrived_here', 'adapter_good', 'mdns_heard']],
    ],
    [
      'a Windows desktop on a cable, with WSL, Hyper-V and Docker',
      {
        platform: 'win32',
        adapters: [
          CABLE,
          adapter('vEthernet (WSL)', 'wsl', '172.22.16.1'),
          adapter('vEthernet (Default Switch)', 'hyperv', '172.28.0.1'),
          DOCKER,
        ],
      },
      ['no_device_yet', 'same_network', 'firewall_windows', 'phone_no_internet', 'port_open', 'mdns_working'],
      [['adapter_good', 'mdns_heard'], ['adapter_wsl'], ['adapter_hyperv'], ['adapter_docker']],
    ],
    [
      'a MacBook with a company VPN and a VirtualBox network',
      {
        platform: 'darwin',
        adapters: [
          adapter('en0', 'wifi', '192.168.0.12'),
          adapter('utun4', 'vpn', '10.8.0.2'),
          adapter('vboxnet0', 'virtualbox', '192.168.56.1'),
        ],
      },
      [
        'vpn_active',
        'no_device_yet',
        'same_network',
        'firewall_macos',
        'isolation_possible',
        'phone_no_internet',
        'port_open',
        'mdns_working',
      ],
      [['adapter_good', 'mdns_heard'], ['adapter_vpn'], ['adapter_virtualbox']],
    ],
    [
      'a machine on two networks',
      { adapters: [WIFI, CABLE] },
      ['several_networks', ...WAITING, 'port_open', 'mdns_working'],
      [
        ['adapter_good', 'mdns_heard'],
        ['adapter_good', 'mdns_heard'],
      ],
    ],
    [
      'no network at all',
      { adapters: [], mdns: { isOn: true, hostName: null, wantedHostName: NAME } },
      ['no_network', 'no_device_yet', 'port_open'],
      [],
    ],
    [
      'a cable into a switch where nobody gives addresses',
      {
        adapters: [adapter('eth0', 'link-local', '169.254.7.8', { isAnnounced: true, isHeard: true })],
      },
      ['no_address_given', 'no_device_yet', 'port_open'],
      [['adapter_link_local']],
    ],
    [
      'a server in a cellar with Docker and Tailscale alone',
      { adapters: [adapter('tailscale0', 'tailscale', '100.101.102.103'), DOCKER] },
      ['only_virtual', 'no_device_yet', 'port_open'],
      [['adapter_tailscale'], ['adapter_docker']],
    ],
    [
      'a security program that swallows even calls to oneself',
      { adapters: [adapter('Wi-Fi', 'wifi', '192.168.1.20', { call: 'silent', isHeard: false })] },
      ['no_device_yet', 'port_open'],
      [['not_reachable', 'mdns_silent']],
    ],
    [
      'another program that answers at the address',
      { adapters: [adapter('eth0', 'ethernet', '10.0.0.5', { call: 'other' })] },
      ['no_device_yet', 'port_open', 'mdns_working'],
      [['other_program', 'mdns_heard']],
    ],
    [
      'a firewall that holds mDNS back, and nothing else',
      { adapters: [adapter('wlan0', 'wifi', '192.168.1.20', { isHeard: false })] },
      [...WAITING, 'port_open'],
      [['mdns_silent', 'adapter_good']],
    ],
    [
      'an adapter on which the announcement failed',
      { adapters: [WIFI, adapter('eth0', 'ethernet', '10.0.0.5', { isAnnounced: false, isHeard: null })] },
      ['several_networks', ...WAITING, 'port_open'],
      [
        ['adapter_good', 'mdns_heard'],
        ['mdns_missing', 'adapter_good'],
      ],
    ],
    [
      'mDNS that is switched off',
      {
        mdns: { isOn: false, hostName: null, wantedHostName: NAME },
        adapters: [adapter('wlan0', 'wifi', '192.168.1.20', { isAnnounced: false, isHeard: null })],
      },
      ['mdns_off', ...WAITING, 'port_open'],
      [['adapter_good']],
    ],
    [
      'mDNS that could announce nothing anywhere',
      {
        mdns: { isOn: true, hostName: null, wantedHostName: NAME },
        adapters: [adapter('wlan0', 'wifi', '192.168.1.20', { isAnnounced: false, isHeard: null })],
      },
      ['mdns_not_announced', ...WAITING, 'port_open'],
      [['adapter_good']],
    ],
    [
      'a name that somebody else had first',
      { mdns: { isOn: true, hostName: 'porch-2.local', wantedHostName: NAME } },
      ['mdns_renamed', ...WAITING, 'port_open', 'mdns_working'],
      [['adapter_good', 'mdns_heard']],
    ],
    [
      'a port that another program held',
      { port: 18_322 },
      ['port_moved', ...WAITING, 'port_open', 'mdns_working'],
      [['adapter_good', 'mdns_heard']],
    ],
    [
      'a host that is not set up yet',
      {
        bind: '127.0.0.1',
        adapters: [
          adapter('wlan0', 'wifi', '192.168.1.20', { call: null, isAnnounced: false, isHeard: null }),
        ],
        mdns: { isOn: true, hostName: null, wantedHostName: NAME },
      },
      ['loopback_only', 'no_device_yet'],
      [['adapter_not_bound']],
    ],
    [
      'a host started for one address',
      {
        bind: '192.168.1.20',
        adapters: [
          WIFI,
          adapter('eth0', 'ethernet', '10.0.0.5', { call: null, isAnnounced: false, isHeard: null }),
        ],
      },
      ['bound_to_address', ...WAITING, 'mdns_working'],
      [['adapter_good', 'mdns_heard'], ['adapter_not_bound']],
    ],
    [
      'a chosen address that has gone, while joining is paused',
      { chosenAddress: '192.168.9.9', isJoiningPaused: true, hasOtherDeviceArrived: true },
      ['chosen_address_gone', 'joining_paused', 'port_open', 'mdns_working', 'device_arrived'],
      [['adapter_good', 'mdns_heard']],
    ],
    [
      'a network with IPv6 alone',
      {
        adapters: [adapter('eth0', 'ethernet', 'fd00::5', { isAnnounced: false, isHeard: null })],
        bind: '::',
      },
      ['no_device_yet', 'same_network', 'firewall_linux', 'phone_no_internet', 'port_open'],
      [['adapter_only_ipv6', 'mdns_missing', 'adapter_good']],
    ],
  ])('%s', (_title, change, findings, adapters) => {
    const report = evaluate({ ...WELL, ...change });
    expect(codesOf(report.findings)).toEqual(findings);
    expect(report.adapters.map((each) => codesOf(each.findings))).toEqual(adapters);
  });

  it('gives each code the level, the place and the values that its table says', () => {
    const reports = [
      evaluate(WELL),
      evaluate({ ...WELL, adapters: [WIFI, CABLE, DOCKER], port: 1, chosenAddress: '1.2.3.4' }),
      evaluate({ ...WELL, adapters: [adapter('eth0', 'link-local', '169.254.7.8')], isJoiningPaused: true }),
      evaluate({ ...WELL, bind: '10.0.0.5', mdns: { ...WELL.mdns, hostName: 'porch-2.local' } }),
      evaluate({ ...WELL, adapters: [adapter('x', 'other', '10.1.1.1', { call: 'silent' })] }),
    ];
    for (const { findings, adapters } of reports) {
      for (const each of [...findings, ...adapters.flatMap((one) => one.findings)]) {
        expect(each.level, each.code).toBe(DOCTOR_CODES[each.code].level);
        expect(Object.keys(each.values).sort(), each.code).toEqual(
          [...DOCTOR_CODES[each.code].values].sort(),
        );
      }
      expect(findings.every(({ code }) => DOCTOR_CODES[code].scope === 'host')).toBe(true);
      expect(
        adapters.flatMap((one) => one.findings).every(({ code }) => DOCTOR_CODES[code].scope === 'adapter'),
      ).toBe(true);
    }
  });
});
