import { describe, expect, it } from 'vitest';
import { addressOptions } from '../../../../renderer/admin/host/address-choices.ts';
import type { JoinAddress } from '../../../../server/protocol/admin.ts';

const address = (
  ip: string,
  kind: JoinAddress['kind'],
  type: JoinAddress['type'] = 'address',
): JoinAddress => ({
  url: `http://${ip}:8322`,
  address: ip,
  type,
  kind,
  interfaceName: 'eth0',
});
const ADDRESSES = [
  address('192.168.1.20', 'wifi'),
  address('172.17.0.1', 'docker'),
  address('ridge-house.local', null, 'name'),
  address('127.0.0.1', 'loopback'),
  address('localhost', 'loopback', 'localhost'),
];
const offered = (chosenAddress: string | null, addresses = ADDRESSES) =>
  addressOptions({ addresses, chosenAddress }).map(({ address: ip }) => ip);

describe('addressOptions', () => {
  it('offers the choice to the host, then every address that a device could open', () => {
    expect(offered(null)).toEqual([null, '192.168.1.20', '172.17.0.1']);
  });

  it('keeps a chosen address that is gone, and says so', () => {
    expect(offered('10.9.8.7')).toEqual([null, '192.168.1.20', '172.17.0.1', '10.9.8.7']);
    const gone = addressOptions({ addresses: ADDRESSES, chosenAddress: '10.9.8.7' }).at(-1);
    expect(gone?.isThere).toBe(false);
  });

  it('does not offer a chosen address twice', () => {
    expect(offered('172.17.0.1')).toEqual([null, '192.168.1.20', '172.17.0.1']);
  });

  it('is the host’s own choice alone without a network', () => {
    expect(offered(null, [])).toEqual([null]);
  });
});
