import './message-row.css';
import { memo, useCallback, useMemo, useState, type FocusEvent } from 'react';
import type { Room } from '../../../server/protocol/room.ts';
import type { TimelineMessage } from '../../client/types.ts';
import { Avatar } from '../../shared/avatar/avatar.tsx';
import { personColour } from '../../shared/avatar/person-colour.ts';
import { dayName, fullTime, timeOfDay } from '../../shared/i18n/times.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { ConfirmationLine } from '../confirm/confirmation-line.tsx';
import { useClientState } from '../inside/client-context.ts';
import { mentions } from '../inside/names.ts';
import type { Row } from '../timeline/build-rows.ts';
import { useRoomTools } from '../timeline/room-tools.ts';
import { DeliveryLine } from './delivery-line.tsx';
import { EditForm } from './edit-form.tsx';
import { MessageFiles } from '../files/message-files.tsx';
import { MessageSheet } from './message-sheet.tsx';
import { MessageText } from './message-text.tsx';
import { MessageToolbar } from './message-toolbar.tsx';
import { Quote } from './quote.tsx';
import { Reactions } from './reactions.tsx';
import { useLongPress } from './use-long-press.ts';

interface Props {
  row: Row;
  room: Room;
  isOwn: boolean;
  /** The one row that Tab reaches; arrows go on from there. */
  isStop: boolean;
  isLast: boolean;
  /** Just jumped to. */
  isMarked: boolean;
  onFocusRow: (key: string) => void;
  /** To another message of this room. */
  onJump: (messageId: string) => void;
}

/** One message with everything that belongs to it. */
export const MessageRow = memo(function MessageRow(props: Props) {
  const { row, room, isOwn, isStop, isLast, isMarked, onFocusRow, onJump } = props;
  const { message } = row;
  const { t, language } = useStrings();
  const sender = useClientState((state) => state.users.get(message.senderId));
  const { editingId } = useRoomTools();
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const meansMe = useMeansMe(message) && !isOwn;
  const isEditing = editingId === message.id;
  const isDeleted = message.deletedAt !== undefined;
  const hasActions = message.seq !== null && !isDeleted && !isEditing;
  const press = useLongPress(
    useCallback(() => {
      if (hasActions) setSheetOpen(true);
    }, [hasActions]),
  );
  const name = sender?.username ?? message.senderName;
  const time = timeOfDay(message.createdAt, language);

  return (
    <>
      {row.isDayStart && (
        <p className="day-line">
          <span>{dayName(message.createdAt, language)}</span>
        </p>
      )}
      {row.isFirstNew && (
        <p className="new-line">
          <span>{t('timeline.new')}</span>
        </p>
      )}
      <article
        className="message"
        data-testid="message"
        data-row={row.key}
        data-message-id={message.id}
        data-seq={message.seq ?? undefined}
        data-delivery={message.delivery.kind}
        data-group-start={row.isGroupStart || undefined}
        data-last={isLast || undefined}
        data-marked={isMarked || undefined}
        data-means-me={meansMe || undefined}
        data-open={isSheetOpen || isEditing || undefined}
        tabIndex={isStop ? 0 : -1}
        aria-label={`${name}, ${time}`}
        onFocus={() => {
          setFocused(true);
          onFocusRow(row.key);
        }}
        onBlur={(event: FocusEvent) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
        }}
        onPointerEnter={(event) => {
          if (event.pointerType === 'mouse') setPointed(true);
        }}
        onPointerLeave={() => {
          setPointed(false);
        }}
        {...press}
      >
        <div className="message__side">
          {row.isGroupStart ? (
            <Avatar avatarId={sender?.avatarId ?? '0'} userId={message.senderId} size={36} />
          ) : (
            <time className="message__side-time" dateTime={message.createdAt} aria-hidden>
              {time}
            </time>
          )}
        </div>
        <div className="message__main">
          {row.isGroupStart && (
            <p className="message__head">
              <bdi className="message__name" data-colour={personColour(message.senderId)}>
                {name}
              </bdi>
              <time
                className="message__time"
                dateTime={message.createdAt}
                title={fullTime(message.createdAt, language)}
              >
                {time}
              </time>
            </p>
          )}
          {message.replyToId !== undefined && !isDeleted && (
            <Quote roomId={room.id} messageId={message.replyToId} onJump={onJump} />
          )}
          {isEditing && <EditForm message={message} />}
          {isDeleted && <p className="message__gone">{t('message.deleted')}</p>}
          {!isEditing && !isDeleted && hasTextLine(message) && <MessageText message={message} />}
          {!isDeleted && hasFiles(message) && (
            <MessageFiles files={message.files} uploads={message.uploads} />
          )}
          {!isDeleted && message.confirmation && (
            <ConfirmationLine message={message} room={room} isOwn={isOwn} name={name} />
          )}
          {!isDeleted && <Reactions message={message} />}
          {isOwn && row.showsDelivery && <DeliveryLine message={message} room={room} isLast={isLast} />}
        </div>
        {hasActions && (isPointed || isFocused) && (
          <MessageToolbar message={message} room={room} isOwn={isOwn} name={name} />
        )}
      </article>
      {isSheetOpen && (
        <MessageSheet
          message={message}
          room={room}
          isOwn={isOwn}
          name={name}
          onClose={() => {
            setSheetOpen(false);
          }}
        />
      )}
    </>
  );
});

/** Names are looked up only where there may be one, and only when people or words change: every row asks. */
function useMeansMe({ text, deletedAt }: TimelineMessage): boolean {
  const ownId = useClientState((state) => state.me.id);
  const mayName = deletedAt === undefined && text.includes('@');
  const users = useClientState((state) => (mayName ? state.users : null));
  return useMemo(() => users !== null && mentions(text, ownId, users), [ownId, text, users]);
}

/** Files may stand alone; that words were taken away from them is still said. */
function hasTextLine(message: TimelineMessage): boolean {
  return message.text !== '' || message.editedAt !== undefined || !hasFiles(message);
}

function hasFiles({ files, uploads }: TimelineMessage): boolean {
  return files.length > 0 || uploads !== undefined;
}
