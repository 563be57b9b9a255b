import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isOnOwnNetwork } from '../../../main/links/own-networks.ts';

function adapter(cidr: string, internal = false): NetworkInterfaceInfo {
  const [address = ''] = cidr.split('/');
  const common = { address, netmask: '', mac: '00:00:00:00:00:00', internal, cidr };
  return cidr.includes(':') ? { ...common, family: 'IPv6', scopeid: 0 } : { ...common, family: 'IPv4' };
}

describe('isOnOwnNetwork', () => {
  it.each([
    [['203.0.113.5/24'], '203.0.113.200', true],
    [['203.0.113.5/24'], '203.0.114.1', false],
    [['10.0.0.5/24', '203.0.113.5/28'], '203.0.113.14', true],
    [['2001:db8:1::5/64'], '2001:db8:1::abc', true],
    [['2001:db8:1::5/64'], '2001:db8:2::abc', false],
    [['203.0.113.5/8'], '203.9.9.9', false],
    [['0.0.0.0/0'], '8.8.8.8', false],
    [['2001:db8::1/16'], '2001:4860::8888', false],
    [['203.0.113.5/24'], 'ridge.local', false],
    [[], '203.0.113.5', false],
  ])('%j and %s: %s', (cidrs, address, isOn) => {
    expect(isOnOwnNetwork({ eth0: cidrs.map((cidr) => adapter(cidr)) }, address)).toBe(isOn);
  });

  it('does not count what is inside the machine', () => {
    expect(isOnOwnNetwork({ lo: [adapter('127.0.0.1/16', true)] }, '127.0.0.1')).toBe(false);
  });
});
