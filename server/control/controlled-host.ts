import type { HostState, NearbyHost } from '../protocol/admin.ts';
import type { Notice } from '../protocol/control.ts';

/** A host as its control channel sees it; put together in app.ts. */
export interface ControlledHost {
  state(): HostState;
  isSetUp(): boolean;
  suggestedServerName(): string;
  /** Calls back on every change, at most once a second. */
  watchState(listener: (state: HostState) => void): void;
  watchNearby(listener: (hosts: NearbyHost[]) => void): void;
  /** Calls back with what the owner wants to be told of. */
  watchNotices(listener: (notice: Notice) => void): void;
  /**
   * Makes the owner, names the network, and opens the host to it.
   *
   * @throws AppError `already_set_up`
   */
  makeOwner(owner: { username: string; serverName: string }): Promise<{ userId: number; token: string }>;
  /** A session for the host window. @throws AppError `setup_required` */
  openOwnerSession(): { userId: number; token: string };
  /** A way in for the chat window: a path that works once. @throws AppError `setup_required` */
  openChatEntry(): string;
  pauseJoining(isPaused: boolean): Promise<void>;
  /** Looks at the network anew, announces again, and finds out which connections are still there. */
  wake(): void;
}
