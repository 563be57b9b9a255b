import os from 'node:os';
import { hostLabel } from './host-name.ts';

/**
 * Every name, in lower case, under which a browser may reach this host; checked on each request.
 *
 * @param serverName the network's display name
 * @param announced the `.local` name as announced now, which a conflict may have changed
 * @param extra names that somebody gave this host besides
 */
export function ownNames(
  serverName: string,
  announced: string | null,
  extra: readonly string[] = [],
): ReadonlySet<string> {
  const machine = os.hostname().toLowerCase();
  return new Set([
    `${hostLabel(serverName)}.local`,
    ...(announced === null ? [] : [announced.toLowerCase()]),
    machine,
    `${machine}.local`,
    ...extra.map((name) => name.toLowerCase()),
  ]);
}
