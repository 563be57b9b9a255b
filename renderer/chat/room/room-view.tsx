import './room-view.css';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Room } from '../../../server/protocol/room.ts';
import { mayWrite } from '../../client/room-rights.ts';
import type { TimelineMessage } from '../../client/types.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { Composer, type ComposerHandle } from '../composer/composer.tsx';
import { TypingLine } from '../composer/typing-line.tsx';
import { ToConfirmStrip } from '../confirm/to-confirm-strip.tsx';
import { DropPlace } from '../files/drop-place.tsx';
import { useAttach } from '../files/use-attach.ts';
import { useCloseWarning } from '../files/use-close-warning.ts';
import { usePaste } from '../files/use-paste.ts';
import { useLightbox } from '../lightbox/use-lightbox.tsx';
import { useClient, useClientState, useDrafts } from '../inside/client-context.ts';
import { RoomToolsProvider, type RoomTools } from '../timeline/room-tools.ts';
import { navigate, roomPath } from '../route.ts';
import { TimelineShape } from '../timeline/timeline-shape.tsx';
import { TimelineView } from '../timeline/timeline-view.tsx';
import { usePlace } from './use-place.ts';

interface Props {
  room: Room;
  /** The message that the address names. */
  messageId: string | null;
}

/** A room one is in: its messages, who is typing, and the place to write. */
export function RoomView({ room, messageId }: Props) {
  const { t } = useStrings();
  const client = useClient();
  const drafts = useDrafts();
  const canWrite = useClientState(({ me }) => mayWrite(room, me));
  const newest = useMemo(() => client.timeline(room.id), [client, room.id]);
  const place = usePlace(room, messageId);
  const composer = useRef<ComposerHandle>(null);
  const [replyTo, setReplyTo] = useState<TimelineMessage | null>(null);
  const [editingId, setEditingId] = useState<string | null>(null);

  const toLatest = useCallback(() => {
    navigate(roomPath(room.id));
  }, [room.id]);
  const reply = useCallback((message: TimelineMessage | null) => {
    setReplyTo(message);
    composer.current?.focus();
  }, []);
  const edit = useCallback((messageId: string | null) => {
    setEditingId(messageId);
    if (messageId === null) composer.current?.focus();
  }, []);
  const takeBack = useCallback(
    (text: string) => {
      if (composer.current) composer.current.add(text);
      // A room that is closed to one has no place to write; the words wait until it has one again.
      else drafts.set(room.id, [drafts.get(room.id), text].filter(Boolean).join('\n'));
    },
    [drafts, room.id],
  );
  const addFiles = useAttach(room.id);
  const attach = useCallback(
    (files: readonly File[]) => {
      // A room that is closed to one takes nothing.
      if (!composer.current) return;
      addFiles(files);
      composer.current.focus();
    },
    [addFiles],
  );
  usePaste(attach);
  useCloseWarning();
  const { lightbox, showPicture } = useLightbox(place.timeline ?? newest);
  const tools = useMemo<RoomTools>(
    () => ({ replyTo, editingId, reply, edit, takeBack, attach, showPicture }),
    [replyTo, editingId, reply, edit, takeBack, attach, showPicture],
  );

  function editLast() {
    const { me } = client.getState();
    const last = newest
      .getState()
      .messages.findLast(
        (message) => message.senderId === me.id && message.seq !== null && !message.deletedAt,
      );
    if (!last) return;
    if (place.timeline !== newest) toLatest();
    setEditingId(last.id);
  }

  return (
    <RoomToolsProvider value={tools}>
      <DropPlace className="room-view" room={room} onFiles={canWrite ? attach : null}>
        {place.timeline ? (
          <TimelineView
            key={place.key}
            room={room}
            timeline={place.timeline}
            targetId={place.targetId}
            onLatest={toLatest}
          />
        ) : (
          <TimelineShape />
        )}
        <div className="room-view__foot">
          <ToConfirmStrip room={room} />
          <TypingLine roomId={room.id} />
          {canWrite ? (
            <Composer
              ref={composer}
              room={room}
              onEditLast={editLast}
              onSent={() => {
                // What one wrote is what one wants to see.
                if (place.timeline !== newest) toLatest();
              }}
            />
          ) : (
            <p className="room-view__closed">
              {t(room.archivedAt === null ? 'modes.announceOnly' : 'room.archived')}
            </p>
          )}
        </div>
      </DropPlace>
      {lightbox}
    </RoomToolsProvider>
  );
}
