import { useState, type ReactNode } from 'react';
import type { Room } from '../../../server/protocol/room.ts';
import type { TimelineMessage } from '../../client/types.ts';
import { ConfirmDialog } from '../../shared/components/confirm-dialog.tsx';
import { useToast } from '../../shared/components/toasts.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { copyText } from '../../shared/text/copy-text.ts';
import { useClient, useClientState } from '../inside/client-context.ts';
import { useRoomTools } from '../timeline/room-tools.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';

export interface MessageFacts {
  message: TimelineMessage;
  room: Room;
  isOwn: boolean;
  /** The sender's name. */
  name: string;
}

interface MessageActions {
  canWrite: boolean;
  canDelete: boolean;
  reply: () => void;
  edit: () => void;
  copy: () => void;
  askToDelete: () => void;
  /** The question before deleting; draw it somewhere. */
  dialog: ReactNode;
}

/** What can be done with a message, and by whom. */
export function useMessageActions(
  { message, room, isOwn, name }: MessageFacts,
  onDone?: () => void,
): MessageActions {
  const { t } = useStrings();
  const client = useClient();
  const reason = useReason();
  const say = useToast();
  const tools = useRoomTools();
  const role = useClientState((state) => state.me.role);
  const [isAsking, setAsking] = useState(false);
  const isKeeper = role === 'owner' || role === 'admin';
  const close = () => {
    setAsking(false);
    onDone?.();
  };

  return {
    canWrite: room.archivedAt === null,
    canDelete: isOwn || (isKeeper && room.kind !== 'direct'),
    reply: () => {
      tools.reply(message);
    },
    edit: () => {
      tools.edit(message.id);
    },
    copy: () => {
      void copyText(message.text).then((isCopied) => {
        say(t(isCopied ? 'message.textCopied' : 'common.copyFailed'));
      });
    },
    askToDelete: () => {
      setAsking(true);
    },
    dialog: isAsking && (
      <ConfirmDialog
        title={t('message.deleteTitle')}
        text={isOwn ? t('message.deleteText') : t('message.deleteOtherText', { name })}
        confirm={t('message.delete')}
        onClose={close}
        onConfirm={async () => {
          const answer = await client.remove(message.id);
          return answer.ok ? null : reason(answer);
        }}
      />
    ),
  };
}
