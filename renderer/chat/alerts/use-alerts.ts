import { useEffect } from 'react';
import type { Message } from '../../../server/protocol/message.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { recall, remember } from '../../shared/memory.ts';
import { useClient } from '../inside/client-context.ts';
import { messageGist } from '../message/message-gist.ts';
import { messagePath, navigate } from '../route.ts';
import { alertChoices } from './alert-choices.ts';
import { chime } from './chime.ts';
import { showNotice } from './notices.ts';
import { wantsAlert } from './wants-alert.ts';

/** A flood of messages is one sound. */
const QUIET_MS = 2_000;
/** Tabs hear of a message within this of one another. */
const TOLD_MS = 10_000;

/** Tells of new messages by sound and by the system's notices, unless their room is being looked at. */
export function useAlerts(roomId: string | null): void {
  const { t } = useStrings();
  const client = useClient();
  useEffect(() => {
    let soundedAt = -Infinity;
    return client.onHeard((message) => {
      const { about, hasSound, hasNotices } = alertChoices();
      const state = client.getState();
      const isLookedAt = document.hasFocus() && message.roomId === roomId;
      if (isLookedAt || !wantsAlert(message, state, about) || !isFirstToTell(message)) return;
      if (hasSound && performance.now() - soundedAt > QUIET_MS) {
        soundedAt = performance.now();
        chime();
      }
      if (!hasNotices) return;
      const room = state.rooms.get(message.roomId);
      const name = state.users.get(message.senderId)?.username ?? message.senderName;
      showNotice({
        title: room?.kind === 'direct' ? name : `${name} · ${room?.name ?? ''}`,
        text: messageGist(message, t),
        kind: `room-${message.roomId}`,
        onPress: () => {
          navigate(messagePath(message.roomId, message.id));
        },
      });
    });
  }, [client, roomId, t]);
}

/** Of several tabs with the chat, one is enough. Only for a while: a host made anew begins with small ids again. */
function isFirstToTell({ id }: Message): boolean {
  const key = 'alerts.told';
  const [toldId = 0, toldAt = 0] = (recall(key) ?? '').split(' ').map(Number);
  if (toldId >= Number(id) && Date.now() - toldAt < TOLD_MS) return false;
  remember(key, `${id} ${Date.now()}`);
  return true;
}
