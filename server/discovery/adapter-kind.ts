import { isIPv4 } from 'node:net';
import type { AdapterKind } from '../protocol/admin.ts';

/** What an adapter is for, as far as its name, MAC and address tell. */
export type AddressKind = AdapterKind;

/** What the system says of one address of one adapter. */
export interface AdapterFacts {
  interfaceName: string;
  address: string;
  /** Six bytes as `aa:bb:cc:dd:ee:ff`; all zero for tunnels and where the system hides it. */
  mac: string;
  internal: boolean;
}

/**
 * Names by which Windows, macOS and Linux call their adapters. Windows translates its own names and lets
 * people rename adapters, so an unknown name is no proof of anything and ends as `other`.
 */
const NAMES: readonly (readonly [AddressKind, RegExp])[] = [
  ['tailscale', /^tailscale/i],
  ['wsl', /\bWSL\b/i],
  // An external switch takes over the real adapter's address; only the other switches are inside the machine.
  ['ethernet', /^vEthernet \(.*(?:external|外部|ethernet|以太网|wi-?fi|wlan).*\)$/i],
  ['hyperv', /^vEthernet\b|hyper-v/i],
  ['docker', /^(?:docker|veth|podman|cni|flannel|cali|lxcbr|lxdbr|incusbr|br-[0-9a-f]{6,})|docker/i],
  ['virtualbox', /^vboxnet|virtualbox/i],
  ['vmware', /^vmnet|vmware/i],
  [
    'vpn',
    /^(?:utun|tun|tap|wg|ppp|ipsec|zt|nordlynx|wt\d|gif|stf|sit|gre)(?:[\d_-]|$|[0-9a-z]{8})|vpn|wireguard|zerotier|hamachi|anyconnect|fortinet|mullvad|tap-windows|wintun|nordlynx|clash|^meta$/i,
  ],
  ['bridge', /^(?:bridge|virbr)\d/i],
  [
    'wifi',
    /^(?:wlan|wlp|wlx|wlo|wl\d|ath\d|ra\d)|wi-?fi|\bwlan|wireless|drahtlos|sans fil|inal[aá]mbric|беспровод|无线|無線|ワイヤレス|무선/i,
  ],
  // Windows puts a star after the name of the adapters it makes up, such as its own hotspot's.
  ['other', /\*|bluetooth|蓝牙|^(?:bnep|pan)\d|^(?:awdl|llw|ap|anpi)\d/i],
  [
    'ethernet',
    /^(?:eth|en[a-z]?\d|end\d|eno|ens|enp|enx|em\d|usb\d|lan\d|br\d|vmbr\d|bond\d)|ethernet|以太网|乙太網|イーサネット|이더넷|local area connection|本地连接|區域連線|lan-verbindung|área local|réseau local|локальной сети|network bridge|网桥/i,
  ],
];

/**
 * Tells what kind of network an address belongs to. A guess from names and numbers: it orders what people
 * are shown and never decides who may connect.
 */
export function adapterKind(facts: AdapterFacts, platform: NodeJS.Platform): AddressKind {
  const { address, interfaceName } = facts;
  if (facts.internal || address.startsWith('127.') || address === '::1') return 'loopback';
  if (isLinkLocal(address)) return 'link-local';
  if (/^fd7a:115c:a1e0:/i.test(address)) return 'tailscale';

  const named = NAMES.find(([, pattern]) => pattern.test(interfaceName))?.[0] ?? 'other';
  if (named === 'wifi') return 'wifi';
  if (named === 'ethernet' || named === 'other')
    return virtualByNumbers(facts) ?? physical(facts, named, platform);
  return named;
}

/** 169.254.0.0/16 (RFC 3927) and fe80::/10 (RFC 4291): made up by the machine itself, no router behind it. */
export function isLinkLocal(address: string): boolean {
  return isIPv4(address) ? address.startsWith('169.254.') : /^fe[89ab]/i.test(address);
}

/** Virtual adapters that bear a plain name ("Ethernet 2", "eth0"), known by MAC or by their usual network. */
function virtualByNumbers({ address, mac }: AdapterFacts): AddressKind | undefined {
  const maker = mac.toLowerCase().slice(0, 8);
  if (maker === '0a:00:27') return 'virtualbox';
  if (/^00:50:56:c0:00:/i.test(mac)) return 'vmware';
  if (isCarrierShared(address) || isBenchmark(address)) return 'vpn';
  if (maker === '08:00:27' && /^(?:10\.0\.2|192\.168\.56)\./.test(address)) return 'virtualbox';
  if (isBurnedIn(mac)) return undefined;
  if (address.startsWith('192.168.56.')) return 'virtualbox';
  if (address.startsWith('172.17.')) return 'docker';
  return undefined;
}

function physical(
  { interfaceName }: AdapterFacts,
  named: 'ethernet' | 'other',
  platform: NodeJS.Platform,
): AddressKind {
  // Macs without a wired port, nearly all of them, have Wi-Fi as en0.
  return platform === 'darwin' && interfaceName === 'en0' ? 'wifi' : named;
}

/** 100.64.0.0/10 (RFC 6598): mesh VPNs use it, since no LAN should. */
function isCarrierShared(address: string): boolean {
  const second = /^100\.(\d+)\./.exec(address)?.[1];
  return second !== undefined && Number(second) >= 64 && Number(second) <= 127;
}

/** 198.18.0.0/15 (RFC 2544), which proxy tools give to their tunnels. */
function isBenchmark(address: string): boolean {
  return /^198\.1[89]\./.test(address);
}

/** Made in a factory: the locally-administered bit is clear (IEEE 802). Zero means "unknown". */
function isBurnedIn(mac: string): boolean {
  const first = Number.parseInt(mac.slice(0, 2), 16);
  return !/^(?:00:?)+$/.test(mac) && (first & 0b10) === 0;
}
