import { Box, Cable, Network, ShieldHalf, Wifi } from 'lucide-react';
import type { AdapterKind } from '../../../server/protocol/admin.ts';

const SIZE_PX = 22;

/** A picture of what an adapter is, beside its name. */
export function AdapterIcon({ kind }: { kind: AdapterKind }) {
  switch (kind) {
    case 'wifi':
      return <Wifi size={SIZE_PX} aria-hidden />;
    case 'ethernet':
    case 'link-local':
      return <Cable size={SIZE_PX} aria-hidden />;
    case 'vpn':
    case 'tailscale':
      return <ShieldHalf size={SIZE_PX} aria-hidden />;
    case 'docker':
    case 'wsl':
    case 'virtualbox':
    case 'vmware':
    case 'hyperv':
      return <Box size={SIZE_PX} aria-hidden />;
    case 'bridge':
    case 'loopback':
    case 'other':
      return <Network size={SIZE_PX} aria-hidden />;
  }
}
