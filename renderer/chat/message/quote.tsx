import './quote.css';
import { CornerUpLeft } from 'lucide-react';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { Message } from '../../../server/protocol/message.ts';
import type { TimelineMessage } from '../../client/types.ts';
import { personColour } from '../../shared/avatar/person-colour.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient, useClientState } from '../inside/client-context.ts';
import { messageGist } from './message-gist.ts';

interface Props {
  roomId: string;
  messageId: string;
  onJump: (messageId: string) => void;
}

/** The message that this one answers, in a line; a press goes there. */
export function Quote({ roomId, messageId, onJump }: Props) {
  const { t } = useStrings();
  const client = useClient();
  const held = useHeldMessage(roomId, messageId);
  const [found, setFound] = useState<{ message: Message | null } | null>(null);

  useEffect(() => {
    let isCurrent = true;
    void client.findMessage(messageId).then((message) => {
      if (isCurrent) setFound({ message });
    });
    return () => {
      isCurrent = false;
    };
  }, [client, messageId]);

  const message = held ?? found?.message ?? null;
  const name = useClientState((state) => (message ? state.users.get(message.senderId)?.username : undefined));
  if (!message || message.deletedAt) {
    return (
      <p className="quote quote--gone">
        <CornerUpLeft size={14} aria-hidden />
        {found || held ? t('message.quoteGone') : t('message.quoteLoading')}
      </p>
    );
  }
  return (
    <button
      type="button"
      className="quote"
      onClick={() => {
        onJump(messageId);
      }}
    >
      <CornerUpLeft size={14} aria-hidden />
      <bdi className="quote__name" data-colour={personColour(message.senderId)}>
        {name ?? message.senderName}
      </bdi>
      <span className="quote__text" dir="auto">
        {messageGist(message, t)}
      </span>
    </button>
  );
}

/** The quoted message as the timeline holds it: edits and deletions show in the quote at once. */
function useHeldMessage(roomId: string, messageId: string): TimelineMessage | undefined {
  const timeline = useClient().timeline(roomId);
  const subscribe = useCallback((listener: () => void) => timeline.subscribe(listener), [timeline]);
  return useSyncExternalStore(subscribe, () =>
    timeline.getState().messages.find(({ id }) => id === messageId),
  );
}
