import type { DoctorReport, HostState, NearbyAnswer, NearbyHost } from '../protocol/admin.ts';
import { requireAdmin } from './accounts.ts';
import type { HostFeed, StateNews } from './host-feed.ts';
import type { ServiceContext } from './service-context.ts';

/** The host as something to be looked after: its state, its network, its neighbours. Put together in app.ts. */
export interface HostDesk {
  feed: HostFeed;
  /** One examination at a time: whoever asks while one is under way gets its report. */
  examine(): Promise<DoctorReport>;
  /** Other hosts of this network, as far as they have answered. */
  nearby(): Promise<NearbyHost[]>;
}

/** @throws AppError `forbidden` */
export function readHostState(context: ServiceContext, desk: HostDesk, userId: number): HostState {
  requireAdmin(context, userId);
  return desk.feed.now().state;
}

/**
 * Follows the host's state, starting with the one that holds now.
 *
 * @returns what ends it
 * @throws AppError `forbidden`
 */
export function followHostState(
  context: ServiceContext,
  desk: HostDesk,
  userId: number,
  onState: (news: StateNews) => void,
): () => void {
  requireAdmin(context, userId);
  const end = desk.feed.watch(onState);
  onState(desk.feed.now());
  return end;
}

/** Examines the network; takes a few seconds at most. @throws AppError `forbidden` */
export async function examineNetwork(
  context: ServiceContext,
  desk: HostDesk,
  userId: number,
): Promise<DoctorReport> {
  requireAdmin(context, userId);
  return desk.examine();
}

/** Looks for other hosts of this network. @throws AppError `forbidden` */
export async function findNearbyHosts(
  context: ServiceContext,
  desk: HostDesk,
  userId: number,
): Promise<NearbyAnswer> {
  requireAdmin(context, userId);
  return { hosts: await desk.nearby() };
}
