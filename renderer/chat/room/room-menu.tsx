import { Archive, ArchiveRestore, Ellipsis, LogOut, PencilLine, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { Room } from '../../../server/protocol/room.ts';
import { isKeeper as isRoomKeeper } from '../../client/room-rights.ts';
import { ConfirmDialog } from '../../shared/components/confirm-dialog.tsx';
import { Menu, type MenuItem } from '../../shared/components/menu.tsx';
import { useToast } from '../../shared/components/toasts.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useOpenDialog } from '../dialogs/dialog-request.ts';
import { useClient, useClientState } from '../inside/client-context.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';

type Question = 'leave' | 'archive' | null;

/** What one may do with this room; nothing at all where that is nothing. */
export function RoomMenu({ room, name }: { room: Room; name: string }) {
  const { t } = useStrings();
  const reason = useReason();
  const say = useToast();
  const client = useClient();
  const me = useClientState((state) => state.me);
  const openDialog = useOpenDialog();
  const [question, setQuestion] = useState<Question>(null);
  const isArchived = room.archivedAt !== null;
  const isKeeper = isRoomKeeper(room, me);

  const items: MenuItem[] = [];
  const offer = (label: string, icon: MenuItem['icon'], onChoose: () => void) => {
    items.push({ label, icon, onChoose });
  };
  if (room.kind === 'private' && room.joined && !isArchived)
    offer(t('room.addPeople'), <UserPlus size={18} />, () => {
      openDialog({ kind: 'add-people', room });
    });
  if (isKeeper && !isArchived)
    offer(t('room.edit'), <PencilLine size={18} />, () => {
      openDialog({ kind: 'edit-room', room });
    });
  if (room.joined && !room.isDefault && room.kind !== 'direct')
    offer(t('room.leave'), <LogOut size={18} />, () => {
      setQuestion('leave');
    });
  if (isKeeper && !isArchived)
    offer(t('room.archive'), <Archive size={18} />, () => {
      setQuestion('archive');
    });
  if (isKeeper && isArchived) {
    offer(t('room.unarchive'), <ArchiveRestore size={18} />, () => void unarchive());
  }

  async function unarchive() {
    const answer = await client.updateRoom(room.id, { isArchived: false });
    if (!answer.ok) say(reason(answer));
  }

  const close = () => {
    setQuestion(null);
  };
  if (items.length === 0) return null;
  return (
    <>
      <Menu label={t('room.menu')} icon={<Ellipsis size={20} />} items={items} />
      {question === 'leave' && (
        <ConfirmDialog
          title={t('room.leaveTitle', { room: name })}
          text={room.kind === 'private' ? t('room.leavePrivateText') : t('room.leaveText')}
          confirm={t('room.leaveConfirm')}
          onClose={close}
          onConfirm={async () => {
            const answer = await client.leaveRoom(room.id);
            return answer.ok ? null : reason(answer);
          }}
        />
      )}
      {question === 'archive' && (
        <ConfirmDialog
          title={t('room.archiveTitle', { room: name })}
          text={t('room.archiveText')}
          confirm={t('room.archiveConfirm')}
          onClose={close}
          onConfirm={async () => {
            const answer = await client.updateRoom(room.id, { isArchived: true });
            return answer.ok ? null : reason(answer);
          }}
        />
      )}
    </>
  );
}
