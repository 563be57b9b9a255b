import './room-view.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
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
import { TimelineView } from '../timeline/timeline-view.tsx';

/** A room one is in: its messages, who is typing, and the place to write. */
export function RoomView({ room }: { room: Room }) {
  const { t } = useStrings();
  const client = useClient();
  const drafts = useDrafts();
  const canWrite = useClientState(({ me }) => mayWrite(room, me));
  const timeline = useMemo(() => client.timeline(room.id), [client, room.id]);
  const composer = useRef<ComposerHandle>(null);
  const [replyTo, setReplyTo] = useState<TimelineMessage | null>(null);
  const [editingId, setEditingId] = useState<string | null>(null);

  useEffect(() => {
    void timeline.open();
  }, [timeline]);

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
  const { lightbox, showPicture } = useLightbox(timeline);
  const tools = useMemo<RoomTools>(
    () => ({ replyTo, editingId, reply, edit, takeBack, attach, showPicture }),
    [replyTo, editingId, reply, edit, takeBack, attach, showPicture],
  );

  function editLast() {
    const { me } = client.getState();
    const last = timeline
      .getState()
      .messages.findLast(
        (message) => message.senderId === me.id && message.seq !== null && !message.deletedAt,
      );
    if (last) setEditingId(last.id);
  }

  return (
    <RoomToolsProvider value={tools}>
      <DropPlace className="room-view" room={room} onFiles={canWrite ? attach : null}>
        <TimelineView room={room} timeline={timeline} />
        <div className="room-view__foot">
          <ToConfirmStrip room={room} />
          <TypingLine roomId={room.id} />
          {canWrite ? (
            <Composer ref={composer} room={room} onEditLast={editLast} />
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
