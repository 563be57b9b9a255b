import { isIPv4 } from 'node:net';
import { adapterKind } from './adapter-kind.ts';
import type { NetworkAddress } from './network-addresses.ts';

/**
 * The ranked addresses that a listener bound to `bind` answers on. Null and `::` mean all of them,
 * `0.0.0.0` all IPv4 ones, and an address only itself.
 *
 * @param bind an IP literal, or null for every address
 */
export function boundAddresses(ranked: readonly NetworkAddress[], bind: string | null): NetworkAddress[] {
  if (bind === null || bind === '::') return [...ranked];
  if (bind === '0.0.0.0') return ranked.filter(({ family }) => family === 'IPv4');

  const known = ranked.find(({ address }) => address === bind);
  if (known) return [known];
  const facts = { interfaceName: '', address: bind, mac: '', internal: false };
  return [
    {
      address: bind,
      family: isIPv4(bind) ? 'IPv4' : 'IPv6',
      interfaceName: '',
      kind: adapterKind(facts, process.platform),
    },
  ];
}

/** Whether `http://localhost` reaches a listener bound to `bind`. */
export function answersOnLoopback(bind: string | null): boolean {
  return bind === null || bind === '::' || bind === '0.0.0.0' || bind === '::1' || bind.startsWith('127.');
}
