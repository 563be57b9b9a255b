import type os from 'node:os';
import { describe, expect, it } from 'vitest';
import { listNetworkAddresses } from '../../../server/discovery/network-addresses.ts';
import { rankAddresses } from '../../../server/discovery/rank-addresses.ts';

type Adapters = Record<string, (string | [address: string, mac: string])[]>;

/** A factory-made MAC, for adapters whose MAC says nothing in particular. */
const REAL_MAC = '8c:16:45:12:34:56';

describe('real machines', () => {
  const machines: { name: string; platform: NodeJS.Platform; adapters: Adapters; expected: string[] }[] = [
    {
      name: 'Windows laptop with WSL, Docker Desktop, VirtualBox, VMware and OpenVPN',
      platform: 'win32',
      adapters: {
        'VirtualBox Host-Only Network': [['192.168.56.1', '0a:00:27:00:00:0b']],
        'VMware Network Adapter VMnet1': [['192.168.220.1', '00:50:56:c0:00:01']],
        'VMware Network Adapter VMnet8': [['192.168.60.1', '00:50:56:c0:00:08']],
        'OpenVPN Wintun': ['10.8.0.6'],
        'vEthernet (Default Switch)': [['172.22.48.1', '00:15:5d:01:02:03']],
        'vEthernet (WSL (Hyper-V firewall))': [['172.29.0.1', '00:15:5d:01:02:04']],
        'Wi-Fi': ['fe80::1c2', '192.168.1.20'],
        Ethernet: ['169.254.12.7'],
        'Loopback Pseudo-Interface 1': ['127.0.0.1', '::1'],
      },
      expected: [
        '192.168.1.20 wifi',
        '172.22.48.1 hyperv',
        '10.8.0.6 vpn',
        '169.254.12.7 link-local',
        '192.168.56.1 virtualbox',
        '192.168.220.1 vmware',
        '192.168.60.1 vmware',
        '172.29.0.1 wsl',
      ],
    },
    {
      name: 'Chinese Windows with a host-only adapter under a plain name, and a hotspot',
      platform: 'win32',
      adapters: {
        '以太网 2': [['192.168.56.1', '0a:00:27:00:00:0c']],
        '本地连接* 10': ['192.168.137.1'],
        以太网: ['10.20.3.4'],
        WLAN: ['192.168.31.66', '2408:8207::66'],
        蓝牙网络连接: ['169.254.3.3'],
      },
      expected: [
        '192.168.31.66 wifi',
        '10.20.3.4 ethernet',
        '192.168.137.1 other',
        '169.254.3.3 link-local',
        '192.168.56.1 virtualbox',
      ],
    },
    {
      name: 'Windows whose cable is taken over by an external Hyper-V switch',
      platform: 'win32',
      adapters: {
        'vEthernet (Default Switch)': ['172.17.80.1'],
        'vEthernet (External Switch)': ['192.168.0.14'],
      },
      expected: ['192.168.0.14 ethernet', '172.17.80.1 hyperv'],
    },
    {
      name: 'German Windows with Tailscale and WireGuard',
      platform: 'win32',
      adapters: {
        Tailscale: ['100.101.2.3', 'fd7a:115c:a1e0::1'],
        'wg-office': ['10.66.0.2'],
        Drahtlosnetzwerkverbindung: ['192.168.178.30'],
        'LAN-Verbindung 3': ['192.168.178.31'],
      },
      expected: ['192.168.178.30 wifi', '192.168.178.31 ethernet', '100.101.2.3 tailscale', '10.66.0.2 vpn'],
    },
    {
      name: 'MacBook with internet sharing, a VPN and Apple’s own links',
      platform: 'darwin',
      adapters: {
        lo0: ['127.0.0.1', '::1', 'fe80::1'],
        bridge100: ['192.168.64.1'],
        utun0: ['fe80::aa'],
        utun4: ['100.90.1.2'],
        awdl0: ['fe80::bb'],
        llw0: ['fe80::bb'],
        en5: ['192.168.1.81'],
        en0: ['fe80::cc', '192.168.1.80', '2001:db8::80'],
      },
      expected: ['192.168.1.80 wifi', '192.168.1.81 ethernet', '192.168.64.1 bridge', '100.90.1.2 vpn'],
    },
    {
      name: 'Linux desktop with everything',
      platform: 'linux',
      adapters: {
        lo: ['127.0.0.1', '::1'],
        docker0: [['172.17.0.1', '02:42:5b:00:00:01']],
        'br-0a1b2c3d4e5f': [['172.18.0.1', '02:42:5b:00:00:02']],
        veth12ab34c: ['fe80::dd'],
        virbr0: ['192.168.122.1'],
        vboxnet0: ['192.168.56.1'],
        vmnet8: ['172.16.30.1'],
        tailscale0: ['100.70.1.1', 'fd7a:115c:a1e0::2'],
        wg0: ['10.9.0.2'],
        tun0: ['10.10.0.2'],
        enp0s31f6: ['10.1.2.3'],
        wlp3s0: ['192.168.1.5'],
      },
      expected: [
        '192.168.1.5 wifi',
        '10.1.2.3 ethernet',
        '192.168.122.1 bridge',
        '100.70.1.1 tailscale',
        '10.10.0.2 vpn',
        '10.9.0.2 vpn',
        '192.168.56.1 virtualbox',
        '172.16.30.1 vmware',
        '172.18.0.1 docker',
        '172.17.0.1 docker',
      ],
    },
    {
      name: 'Raspberry Pi on a cable, with Wi-Fi off',
      platform: 'linux',
      adapters: { lo: ['127.0.0.1'], eth0: [['192.168.0.2', 'dc:a6:32:01:02:03'], 'fe80::1', 'fd00::2'] },
      expected: ['192.168.0.2 ethernet'],
    },
    {
      name: 'laptop on an iPhone’s hotspot',
      platform: 'darwin',
      adapters: { en0: ['172.20.10.3', '2a00::3'] },
      expected: ['172.20.10.3 wifi'],
    },
    {
      name: 'laptop on an Android hotspot, with the MAC address randomised',
      platform: 'linux',
      adapters: { wlan0: [['192.168.43.120', 'd6:11:22:33:44:55']] },
      expected: ['192.168.43.120 wifi'],
    },
    {
      name: 'virtual machine behind VirtualBox’s NAT, and bridged',
      platform: 'linux',
      adapters: {
        enp0s3: [['10.0.2.15', '08:00:27:01:02:03']],
        enp0s8: [['192.168.1.77', '08:00:27:01:02:04']],
      },
      expected: ['192.168.1.77 ethernet', '10.0.2.15 virtualbox'],
    },
    {
      name: 'container that has nothing else',
      platform: 'linux',
      adapters: { lo: ['127.0.0.1'], eth0: [['172.17.0.2', '02:42:ac:11:00:02']] },
      expected: ['172.17.0.2 docker'],
    },
    {
      name: 'office whose real network is 172.17.x.x',
      platform: 'linux',
      adapters: { eno1: ['172.17.4.20'], docker0: [['172.18.0.1', '02:42:5b:00:00:01']] },
      expected: ['172.17.4.20 ethernet', '172.18.0.1 docker'],
    },
    {
      name: 'campus with public addresses, and a private one beside it',
      platform: 'linux',
      adapters: { wlan0: ['141.20.5.5'], eth0: ['10.0.0.5'] },
      expected: ['10.0.0.5 ethernet', '141.20.5.5 wifi'],
    },
    {
      name: 'server with a bridge of its own making',
      platform: 'linux',
      adapters: { vmbr0: ['192.168.5.10'], virbr0: ['192.168.122.1'] },
      expected: ['192.168.5.10 ethernet', '192.168.122.1 bridge'],
    },
    {
      name: 'proxy tool that captures everything',
      platform: 'win32',
      adapters: { Meta: ['198.18.0.1'], 'Ethernet 4': ['198.18.0.5'], WLAN: ['192.168.2.2'] },
      expected: ['192.168.2.2 wifi', '198.18.0.5 vpn', '198.18.0.1 vpn'],
    },
    {
      name: 'IPv6 alone on the real network',
      platform: 'linux',
      adapters: { eth0: ['2001:db8::5', 'fd12::5', 'fe80::5'], docker0: ['172.17.0.1', 'fd99::1'] },
      expected: ['fd12::5 ethernet', '2001:db8::5 ethernet', '172.17.0.1 docker'],
    },
    {
      name: 'two machines on one cable without a router',
      platform: 'linux',
      adapters: { lo: ['127.0.0.1'], eth0: ['169.254.7.7', 'fe80::7'] },
      expected: ['169.254.7.7 link-local'],
    },
    {
      name: 'no network at all',
      platform: 'linux',
      adapters: { lo: ['127.0.0.1', '::1'] },
      expected: ['127.0.0.1 loopback'],
    },
    {
      name: 'a system that tells nothing',
      platform: 'linux',
      adapters: {},
      expected: ['127.0.0.1 loopback'],
    },
  ];

  it.each(machines)('$name', ({ platform, adapters, expected }) => {
    const ranked = rankAddresses(listNetworkAddresses(() => interfaces(adapters), platform));

    expect(ranked.map(({ address, kind }) => `${address} ${kind}`)).toEqual(expected);
  });

  it('gives the same order however the system lists its adapters', () => {
    for (const { platform, adapters, expected } of machines) {
      const reversed = Object.fromEntries(Object.entries(adapters).toReversed());
      const ranked = rankAddresses(listNetworkAddresses(() => interfaces(reversed), platform));
      expect(ranked.map(({ address, kind }) => `${address} ${kind}`)).toEqual(expected);
    }
  });
});

it('treats a system that refuses to list its adapters as one without a network', () => {
  const addresses = listNetworkAddresses(() => {
    throw new Error('uv_interface_addresses returned Unknown system error 13');
  });

  expect(rankAddresses(addresses)).toMatchObject([{ address: '127.0.0.1', kind: 'loopback' }]);
});

function interfaces(adapters: Adapters): NodeJS.Dict<os.NetworkInterfaceInfo[]> {
  return Object.fromEntries(
    Object.entries(adapters).map(([name, addresses]) => [
      name,
      addresses.map((entry) => {
        const [address, mac] = typeof entry === 'string' ? [entry, REAL_MAC] : entry;
        const internal = address.startsWith('127.') || address === '::1';
        const common = { address, mac, internal, netmask: '', cidr: null };
        return address.includes(':')
          ? { ...common, family: 'IPv6' as const, scopeid: 0 }
          : { ...common, family: 'IPv4' as const };
      }),
    ]),
  );
}
