import type os from 'node:os';
import { expect, it } from 'vitest';
import { isOnLink } from '../../../../server/discovery/nearby/on-link.ts';

function info(address: string, cidr: string, internal = false): os.NetworkInterfaceInfo {
  return { address, cidr, internal, family: 'IPv4', netmask: '', mac: '' };
}

const INTERFACES = {
  lo: [info('127.0.0.1', '127.0.0.1/8', true)],
  wlan0: [info('192.168.1.20', '192.168.1.20/24')],
  tun0: [info('10.8.0.2', '10.8.0.2/32')],
  eth0: [info('10.0.0.5', '10.0.0.5/16')],
};

it.each([
  ['192.168.1.20', '192.168.1.9', true],
  ['192.168.1.20', '192.168.2.9', false],
  ['10.0.0.5', '10.0.200.1', true],
  // Named by somebody on the Wi-Fi, meant for what only this machine reaches.
  ['192.168.1.20', '10.0.0.9', false],
  ['192.168.1.20', '127.0.0.1', false],
  ['192.168.1.20', '10.8.0.1', false],
  ['192.168.1.20', '169.254.169.254', false],
  ['192.168.1.20', '224.0.0.251', false],
  // This machine itself, and networks of one.
  ['192.168.1.20', '192.168.1.20', false],
  ['10.8.0.2', '10.8.0.3', false],
  ['127.0.0.1', '127.0.0.2', false],
  // A network that has gone meanwhile.
  ['172.16.0.1', '172.16.0.2', false],
  ['192.168.1.20', 'evil.example', false],
])('on the network of %s, %s may be called: %s', (own, other, isCalled) => {
  expect(isOnLink(own, other, INTERFACES)).toBe(isCalled);
});
