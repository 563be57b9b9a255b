import { useEffect, useMemo, useState } from 'react';
import type { Room } from '../../../server/protocol/room.ts';
import type { Timeline } from '../../client/types.ts';
import { useToast } from '../../shared/components/toasts.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient } from '../inside/client-context.ts';
import { navigate, roomPath } from '../route.ts';

/** Which part of a room is shown. */
export interface Place {
  /** Stays the same for as long as one goes on reading where one is. */
  key: string;
  /** Null while the message is looked for and nothing else has been shown. */
  timeline: Timeline | null;
  /** The message to show. */
  targetId: string | null;
}

interface Found {
  messageId: string;
  /** Null where the message is not in this room, or not there any more. */
  seq: number | null;
}

/** The room's newest messages; with a message in the address, its neighbours, wherever in the room that is. */
export function usePlace(room: Room, messageId: string | null): Place {
  const { t } = useStrings();
  const say = useToast();
  const client = useClient();
  const newest = useMemo(() => client.timeline(room.id), [client, room.id]);
  const isHeld = useMemo(
    () => messageId !== null && newest.getState().messages.some(({ id }) => id === messageId),
    [messageId, newest],
  );
  const [found, setFound] = useState<Found | null>(null);
  const [firstId] = useState(messageId);
  const foundSeq = found?.seq ?? null;
  const around = useMemo(() => (foundSeq === null ? null : newest.around(foundSeq)), [foundSeq, newest]);

  useEffect(() => {
    void newest.open();
  }, [newest]);
  useEffect(() => {
    void around?.open();
  }, [around]);

  useEffect(() => {
    if (messageId === null || isHeld) return;
    let isCurrent = true;
    void client.findMessage(messageId).then((message) => {
      if (!isCurrent) return;
      const isThere = message?.roomId === room.id && message.deletedAt === undefined;
      setFound({ messageId, seq: isThere ? message.seq : null });
      if (isThere) return;
      say(t('search.messageGone'));
      navigate(roomPath(room.id), { replace: true });
    });
    return () => {
      isCurrent = false;
    };
  }, [client, isHeld, messageId, room.id, say, t]);

  const toNewest: Place = { key: 'newest', timeline: newest, targetId: null };
  if (messageId === null) return toNewest;
  if (isHeld) return { ...toNewest, targetId: messageId };
  const isFound = found?.messageId === messageId;
  // Until the message is found, one goes on reading where one is.
  if (around && foundSeq !== null)
    return { key: String(foundSeq), timeline: around, targetId: isFound ? messageId : null };
  return firstId === messageId && !isFound ? { ...toNewest, timeline: null } : toNewest;
}
