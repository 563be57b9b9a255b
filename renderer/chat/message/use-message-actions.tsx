import { Copy, Link, Pencil, Reply, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Room } from '../../../server/protocol/room.ts';
import { mayWrite } from '../../client/room-rights.ts';
import type { TimelineMessage } from '../../client/types.ts';
import { ConfirmDialog } from '../../shared/components/confirm-dialog.tsx';
import { useToast } from '../../shared/components/toasts.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { copyText } from '../../shared/text/copy-text.ts';
import { useClient, useClientState } from '../inside/client-context.ts';
import { messagePath } from '../route.ts';
import { useRoomTools } from '../timeline/room-tools.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';

export interface MessageFacts {
  message: TimelineMessage;
  room: Room;
  isOwn: boolean;
  /** The sender's name. */
  name: string;
}

export interface MessageAction {
  key: string;
  label: string;
  icon: (size: number) => ReactNode;
  run: () => void;
  /** Stands in the toolbar itself; the others are behind its "more". */
  isPrimary?: boolean;
  isDanger?: boolean;
  /** Asks something first, so that what it was chosen from has to stay. */
  asks?: boolean;
}

interface MessageActions {
  /** One may react and change what is one's own. */
  canChange: boolean;
  /** In the order in which they are offered. */
  list: readonly MessageAction[];
  /** What an action asks; draw it somewhere. */
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

  const canChange = room.archivedAt === null;
  const canReply = useClientState(({ me }) => mayWrite(room, me));
  const canDelete = isOwn || (isKeeper && room.kind !== 'direct');
  const list: MessageAction[] = [];
  if (canReply) {
    list.push({
      key: 'reply',
      label: t('message.reply'),
      icon: (size) => <Reply size={size} />,
      isPrimary: true,
      run: () => {
        tools.reply(message);
      },
    });
  }
  if (canChange && isOwn) {
    list.push({
      key: 'edit',
      label: t('message.edit'),
      icon: (size) => <Pencil size={size} />,
      isPrimary: true,
      run: () => {
        tools.edit(message.id);
      },
    });
  }
  if (message.text !== '') {
    list.push({
      key: 'copy',
      label: t('message.copyText'),
      icon: (size) => <Copy size={size} />,
      run: () => {
        void copyText(message.text).then((isCopied) => {
          say(t(isCopied ? 'message.textCopied' : 'common.copyFailed'));
        });
      },
    });
  }
  list.push({
    key: 'copy-link',
    label: t('message.copyLink'),
    icon: (size) => <Link size={size} />,
    run: () => {
      void copyText(window.location.origin + messagePath(room.id, message.id)).then((isCopied) => {
        say(t(isCopied ? 'message.linkCopied' : 'common.copyFailed'));
      });
    },
  });
  if (canDelete) {
    list.push({
      key: 'delete',
      label: t('message.delete'),
      icon: (size) => <Trash2 size={size} />,
      isDanger: true,
      asks: true,
      run: () => {
        setAsking(true);
      },
    });
  }

  return {
    canChange,
    list,
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
