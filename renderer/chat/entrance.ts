import type { ServerInfo } from '../../server/protocol/http.ts';
import type { Me } from '../../server/protocol/user.ts';
import type { HostApi } from '../client/host-api.ts';
import type { ChatClient, Drafts } from '../client/types.ts';

/** What can be asked of a host before signing in. */
export type Door = Pick<HostApi, 'getServer' | 'getMe' | 'setup' | 'join' | 'signIn'>;

/** Everything of a host the pages need; handed in, so that the gallery and tests can stand in for it. */
export interface Entrance {
  door: Door;
  /** Begins the signed-in life of the page: connects, and keeps what is being written. */
  enter(me: Me, server: ServerInfo): Inside;
}

export interface Inside {
  client: ChatClient;
  drafts: Drafts;
}
