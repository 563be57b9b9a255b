import type { HostState } from '../../server/protocol/admin.ts';

/** People on other devices, as well as it can be told: those online, but no more than there are connections elsewhere. */
export function peopleElsewhere(host: HostState | null): number {
  if (host === null || host.people.connectionsElsewhere === 0) return 0;
  return Math.max(1, Math.min(host.people.online, host.people.connectionsElsewhere));
}
