import type { AdapterKind, HostState } from '../../../server/protocol/admin.ts';

/** One line of the address chooser. */
export interface AddressOption {
  /** What is told to the host; null leaves the choice to it. */
  address: string | null;
  kind: AdapterKind | null;
  interfaceName: string | null;
  isThere: boolean;
}

/**
 * What can be chosen: nothing, each address of an adapter, and the chosen one even while it is away. Names and
 * localhost can't be chosen, for the code must work on every phone.
 */
export function addressOptions({
  addresses,
  chosenAddress,
}: Pick<HostState, 'addresses' | 'chosenAddress'>): AddressOption[] {
  const there = addresses
    .filter(({ type, kind }) => type === 'address' && kind !== 'loopback')
    .map(({ address, kind, interfaceName }) => ({ address, kind, interfaceName, isThere: true }));
  const isGone = chosenAddress !== null && there.every(({ address }) => address !== chosenAddress);
  return [
    { address: null, kind: null, interfaceName: null, isThere: true },
    ...there,
    ...(isGone ? [{ address: chosenAddress, kind: null, interfaceName: null, isThere: false }] : []),
  ];
}
