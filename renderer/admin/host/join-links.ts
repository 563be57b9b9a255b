import type { HostState } from '../../../server/protocol/admin.ts';

/** An address as it is shown: what browsers may leave out stands apart from what has to be typed. */
export interface ShownAddress {
  /** For the QR code and the clipboard. */
  url: string;
  scheme: string;
  rest: string;
}

/** Takes an address without a slash at its end. */
export function shownAddress(url: string): ShownAddress {
  const { scheme = '', rest = url } = /^(?<scheme>[a-z]+:\/\/)(?<rest>.*)$/.exec(url)?.groups ?? {};
  return { url, scheme, rest };
}

/** `ridge-house.local:8322`, or null where no name is announced. */
export function shownName({ localName, port }: Pick<HostState, 'localName' | 'port'>): string | null {
  if (localName === null) return null;
  return port === 80 ? localName : `${localName}:${port}`;
}

/** "482 913": three and three are read out and remembered more easily. */
export function shownPin(pin: string): string {
  return `${pin.slice(0, 3)} ${pin.slice(3)}`;
}

/**
 * How wide an address is at a font size of one, in that size: the address itself at 0.6 a character (system fonts'
 * digits are 0.55 to 0.6), and before it the scheme at less than half.
 */
export function addressWidthEm({ scheme, rest }: ShownAddress): number {
  return rest.length * 0.6 + scheme.length * 0.26;
}
