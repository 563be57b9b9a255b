/** How bad a finding is: all is well, good to know, something to do. */
export type DoctorLevel = 'good' | 'note' | 'problem';

export interface DoctorCodeFacts {
  /** About the host as a whole, or about one adapter. */
  scope: 'host' | 'adapter';
  /** The same wherever the code is found. */
  level: DoctorLevel;
  /** Names of the values that come with it; each is always there. */
  values: readonly string[];
  meaning: string;
}

/**
 * Every finding of the network doctor. The pages have a sentence for each in every language. Within a report the
 * findings stand in the order in which they are to be read: problems, notes, good news.
 */
export const DOCTOR_CODES = {
  // The network as a whole.
  no_network: {
    scope: 'host',
    level: 'problem',
    values: [],
    meaning: 'No adapter but loopback has an address: no Wi-Fi is joined, no cable is in.',
  },
  only_virtual: {
    scope: 'host',
    level: 'problem',
    values: ['interfaceName'],
    meaning:
      'The only addresses are those of VPNs and virtual machines, where no other device is; the first is named.',
  },
  no_address_given: {
    scope: 'host',
    level: 'problem',
    values: ['interfaceName'],
    meaning:
      'An adapter is connected, but no router gave it an address, so it took one by itself (169.254…, link-local).',
  },
  several_networks: {
    scope: 'host',
    level: 'note',
    values: ['count'],
    meaning: 'The host is on several real networks; a device must be on the one whose address it opens.',
  },
  vpn_active: {
    scope: 'host',
    level: 'note',
    values: ['interfaceName'],
    meaning: 'A VPN is on besides a real network; many VPNs forbid traffic with the local network.',
  },
  chosen_address_gone: {
    scope: 'host',
    level: 'note',
    values: ['address'],
    meaning: 'The address an admin chose is not there just now; the best other one is shown instead.',
  },

  // The port.
  port_open: {
    scope: 'host',
    level: 'good',
    values: ['port'],
    meaning: 'The host listens on this port on all addresses of the machine.',
  },
  port_moved: {
    scope: 'host',
    level: 'note',
    values: ['port', 'wantedPort'],
    meaning: 'The port wanted was not free or not allowed, so the host took another; old links do not work.',
  },
  loopback_only: {
    scope: 'host',
    level: 'problem',
    values: ['port'],
    meaning: 'The host listens on this machine alone (not set up yet, or started with --bind 127.0.0.1).',
  },
  bound_to_address: {
    scope: 'host',
    level: 'note',
    values: ['address'],
    meaning: 'The host was started for one address only (--bind); on others it does not answer.',
  },

  // mDNS, as a whole.
  mdns_working: {
    scope: 'host',
    level: 'good',
    values: ['name'],
    meaning: 'NAME.local is announced and was heard on every useful adapter.',
  },
  mdns_off: {
    scope: 'host',
    level: 'note',
    values: [],
    meaning: 'mDNS is switched off: there is no .local name; addresses work as ever.',
  },
  mdns_not_announced: {
    scope: 'host',
    level: 'note',
    values: [],
    meaning: 'mDNS is on, but no name could be announced on any adapter; addresses work as ever.',
  },
  mdns_renamed: {
    scope: 'host',
    level: 'note',
    values: ['name', 'wantedName'],
    meaning: 'Another device has the wanted .local name, so the host answers to one with a number.',
  },

  // Who has come in.
  device_arrived: {
    scope: 'host',
    level: 'good',
    values: [],
    meaning: 'Another device has opened the page since the start: the way in works.',
  },
  no_device_yet: {
    scope: 'host',
    level: 'note',
    values: [],
    meaning: 'No other device has opened the page since the start; only one that does proves the way in.',
  },
  joining_paused: {
    scope: 'host',
    level: 'note',
    values: [],
    meaning: 'Joining is paused: people who are known sign in, new ones are refused.',
  },

  // What to look at while no other device has come in; each only where all that can be checked here is well.
  firewall_windows: {
    scope: 'host',
    level: 'note',
    values: ['port'],
    meaning:
      'Windows Defender Firewall may hold devices back: allow Porchlight on private networks, and set this network to private.',
  },
  firewall_macos: {
    scope: 'host',
    level: 'note',
    values: ['port'],
    meaning:
      'The macOS firewall may hold devices back: allow incoming connections for Porchlight (Network, Firewall), and Local Network access.',
  },
  firewall_linux: {
    scope: 'host',
    level: 'note',
    values: ['port'],
    meaning:
      'A Linux firewall may hold devices back: open the port with ufw or firewalld (TCP, and UDP 5353).',
  },
  firewall_other: {
    scope: 'host',
    level: 'note',
    values: ['port'],
    meaning: 'A firewall on this machine may hold devices back: allow the TCP port.',
  },
  isolation_possible: {
    scope: 'host',
    level: 'note',
    values: [],
    meaning:
      'Guest networks and many public access points keep devices apart (AP or client isolation): use the main Wi-Fi, a cable, or a hotspot.',
  },
  phone_no_internet: {
    scope: 'host',
    level: 'note',
    values: [],
    meaning:
      'Phones leave a Wi-Fi without internet for mobile data by themselves: stay connected when asked, or switch mobile data off.',
  },
  same_network: {
    scope: 'host',
    level: 'note',
    values: [],
    meaning:
      'The other device must be on the same network; its name is in `wifiName` of the host state where set.',
  },

  // One adapter.
  adapter_good: {
    scope: 'adapter',
    level: 'good',
    values: ['address'],
    meaning: 'A real adapter where the host answers: devices on its network open this address.',
  },
  arrived_here: {
    scope: 'adapter',
    level: 'good',
    values: ['address'],
    meaning: 'Another device has come in over this adapter since the start.',
  },
  not_reachable: {
    scope: 'adapter',
    level: 'problem',
    values: ['address', 'port'],
    meaning: 'The host did not answer itself on this address: a firewall or security program is in the way.',
  },
  other_program: {
    scope: 'adapter',
    level: 'problem',
    values: ['address', 'port'],
    meaning: 'Something other than this host answers on this address and port.',
  },
  mdns_heard: {
    scope: 'adapter',
    level: 'good',
    values: ['name'],
    meaning: 'A question for the .local name, asked on this adapter, was answered with its address.',
  },
  mdns_silent: {
    scope: 'adapter',
    level: 'note',
    values: ['name'],
    meaning:
      'The .local name is announced here, but a question for it got no answer (UDP 5353 is held back); addresses work as ever.',
  },
  mdns_missing: {
    scope: 'adapter',
    level: 'note',
    values: [],
    meaning: 'The .local name could not be announced on this adapter; addresses work as ever.',
  },
  adapter_link_local: {
    scope: 'adapter',
    level: 'problem',
    values: ['address'],
    meaning: 'No router gave this adapter an address, so it took one by itself; only a direct cable works.',
  },
  adapter_only_ipv6: {
    scope: 'adapter',
    level: 'note',
    values: ['address'],
    meaning: 'This adapter has IPv6 only; most devices manage, some old ones do not.',
  },
  adapter_vpn: {
    scope: 'adapter',
    level: 'note',
    values: [],
    meaning: 'A VPN: devices in the room are not in it.',
  },
  adapter_tailscale: {
    scope: 'adapter',
    level: 'note',
    values: [],
    meaning: 'Tailscale: only devices of the same tailnet come in here.',
  },
  adapter_docker: {
    scope: 'adapter',
    level: 'note',
    values: [],
    meaning: 'A network of Docker or another container program inside this machine.',
  },
  adapter_wsl: {
    scope: 'adapter',
    level: 'note',
    values: [],
    meaning: 'The network of Windows Subsystem for Linux inside this machine.',
  },
  adapter_virtualbox: {
    scope: 'adapter',
    level: 'note',
    values: [],
    meaning: 'A network of VirtualBox inside this machine.',
  },
  adapter_vmware: {
    scope: 'adapter',
    level: 'note',
    values: [],
    meaning: 'A network of VMware inside this machine.',
  },
  adapter_hyperv: {
    scope: 'adapter',
    level: 'note',
    values: [],
    meaning: 'A virtual switch of Hyper-V; devices come in only where it is bridged to a real adapter.',
  },
  adapter_bridge: {
    scope: 'adapter',
    level: 'note',
    values: [],
    meaning: 'A bridge, often of virtual machines or a shared connection; devices behind it may come in.',
  },
  adapter_not_bound: {
    scope: 'adapter',
    level: 'note',
    values: [],
    meaning: 'The host was not started for the addresses of this adapter (--bind, or not set up yet).',
  },
} as const satisfies Record<string, DoctorCodeFacts>;

/** A stable name for what the doctor found. */
export type DoctorCode = keyof typeof DOCTOR_CODES;
