import { Bonjour } from 'bonjour-service';
import type { MdnsQuestion, SeenRecord } from './mdns-names.ts';

/** The parts of Bonjour 1.4 that it does not export and whose faults are worked around by what uses them. */
export interface BonjourInternals {
  server: {
    mdns: MulticastDns;
    register: (records: BonjourRecord[] | BonjourRecord) => void;
  };
}
/** What is used of multicast-dns 7, the socket inside Bonjour; its published types know no ANY question. */
interface MulticastDns {
  on(event: 'error' | 'warning', listener: (error: Error) => void): unknown;
  on(event: 'response', listener: (packet: SeenPacket) => void): unknown;
  /** It has joined the multicast group on its interface. */
  on(event: 'networkInterface', listener: () => void): unknown;
  query(questions: readonly MdnsQuestion[]): void;
  respond: (response: BonjourRecord[] | object, ...rest: unknown[]) => void;
}
interface SeenPacket {
  answers?: SeenRecord[];
  additionals?: SeenRecord[];
}
export interface BonjourRecord {
  name: string;
  type: string;
  ttl: number;
  data: unknown;
}
export type SendCallback = (error?: Error | null) => void;

/**
 * Opens Bonjour on one network interface. By itself it sends on the default route only and fails without one.
 * Throws when the socket can't be made at all.
 *
 * @param address the IPv4 address of the interface
 */
export function openBonjour(
  address: string,
  onProblem: (event: string, error: unknown) => void,
): { bonjour: Bonjour; server: BonjourInternals['server'] } {
  // `interface` is handed to multicast-dns, though Bonjour's types speak of a service there. Binding to the
  // address itself would miss multicast on Linux and macOS.
  const socketOptions: object = { interface: address, bind: '0.0.0.0' };
  const bonjour = new Bonjour(socketOptions, (error: unknown) => onProblem('mdns_send_failed', error));
  const { server } = bonjour as unknown as BonjourInternals;
  // Without a listener, a taken or forbidden port 5353 would end the process.
  server.mdns.on('error', (error: Error) => onProblem('mdns_socket_failed', error));
  server.mdns.on('warning', (error: Error) => onProblem('mdns_socket_warning', error));
  return { bonjour, server };
}
