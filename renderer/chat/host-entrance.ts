import { browserEffects } from '../client/browser-effects.ts';
import { createChatClient } from '../client/create-chat-client.ts';
import { createDrafts } from '../client/drafts.ts';
import { createHostApi } from '../client/host-api.ts';
import type { Entrance } from './entrance.ts';

/** The real host, at this page's own address. */
export function hostEntrance(): Entrance {
  const effects = browserEffects();
  return {
    door: createHostApi(effects),
    enter: (me, server) => ({
      client: createChatClient({ server, me, effects }),
      drafts: createDrafts({ serverId: server.id, userId: me.id }, effects.storage),
    }),
  };
}
