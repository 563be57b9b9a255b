import os from 'node:os';
import type { ControlledHost } from './control/controlled-host.ts';
import { suggestedServerName } from './control/suggested-name.ts';
import type { Place } from './host-place.ts';
import { AppError } from './protocol/errors.ts';
import { LIMITS } from './protocol/limits.ts';
import type { EntryTickets } from './services/enter-window.ts';
import { makeOwner } from './services/make-owner.ts';
import { noticesOf } from './services/notices.ts';
import type { ServiceContext } from './services/service-context.ts';
import type { HostDesk } from './services/tend-host.ts';
import { pauseJoining } from './services/update-settings.ts';
import type { Sessions } from './session/sessions.ts';
import type { Gateway } from './transport/gateway.ts';

export interface HostControlOptions {
  context: ServiceContext;
  sessions: Sessions;
  tickets: EntryTickets;
  desk: HostDesk;
  place: Place;
  gateway: Gateway;
  openToNetwork: () => Promise<void>;
}

/** The host for its control channel. Nothing here costs anything until the desktop app asks. */
export function hostControl(options: HostControlOptions): ControlledHost {
  const { context, sessions, tickets, desk, place, gateway, openToNetwork } = options;
  const { bus, directory, settings } = context;

  /** @throws AppError `setup_required` */
  const ownerId = (): number => {
    const owner = directory.owner();
    if (!owner) throw new AppError('setup_required');
    return owner.id;
  };
  const openOwnerSession = (): { userId: number; token: string } => {
    const userId = ownerId();
    return { userId, token: sessions.openForHostWindow(userId) };
  };
  return {
    state: () => desk.feed.now().state,
    isSetUp: () => directory.hasOwner,
    suggestedServerName: () =>
      directory.hasOwner
        ? settings.get().serverName
        : suggestedServerName(os.hostname(), LIMITS.serverNameMaxChars),
    watchState: (listener) => void desk.feed.watch(({ state }) => listener(state)),
    watchNearby: (listener) => void place.nearby.watch(listener),
    watchNotices: (listener) =>
      bus.on('committed', (events) => {
        for (const notice of noticesOf(directory, events)) listener(notice);
      }),
    makeOwner: async (owner) => {
      await makeOwner(context, owner);
      await openToNetwork();
      return openOwnerSession();
    },
    openOwnerSession,
    openChatEntry: () => `/api/v1/session/enter?ticket=${tickets.issue(ownerId())}`,
    pauseJoining: (isPaused) => pauseJoining(context, isPaused),
    wake: () => {
      place.announcement.wake();
      place.nearby.forget();
      gateway.wake();
    },
  };
}
