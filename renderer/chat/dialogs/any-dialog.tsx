import { ConfirmationsDialog } from '../confirm/confirmations-dialog.tsx';
import { InviteDialog } from '../invite/invite-dialog.tsx';
import { PersonCard } from '../people/person-card.tsx';
import { AddPeopleDialog } from '../room/add-people-dialog.tsx';
import { EditRoomDialog } from '../room/edit-room-dialog.tsx';
import { CreateRoomDialog } from '../rooms/create-room-dialog.tsx';
import { SettingsDialog } from '../settings/settings-dialog.tsx';
import type { DialogRequest } from './dialog-request.ts';

interface Props {
  request: DialogRequest;
  version: string;
  onClose: () => void;
  onSignedOut: () => void;
}

/** The dialog that was asked for. */
export function AnyDialog({ request, version, onClose, onSignedOut }: Props) {
  switch (request.kind) {
    case 'settings':
      return <SettingsDialog version={version} onClose={onClose} onSignedOut={onSignedOut} />;
    case 'invite':
      return <InviteDialog onClose={onClose} />;
    case 'create-room':
      return <CreateRoomDialog onClose={onClose} />;
    case 'edit-room':
      return <EditRoomDialog room={request.room} onClose={onClose} />;
    case 'add-people':
      return <AddPeopleDialog room={request.room} onClose={onClose} />;
    case 'person':
      return <PersonCard user={request.user} onClose={onClose} />;
    case 'confirmations':
      return <ConfirmationsDialog roomId={request.roomId} messageId={request.messageId} onClose={onClose} />;
  }
}
