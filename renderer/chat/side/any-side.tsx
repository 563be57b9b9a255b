import { PeoplePanel } from '../people/people-panel.tsx';
import { SearchPanel } from '../search/search-panel.tsx';
import type { SideRequest } from './side-request.ts';

interface Props {
  request: SideRequest;
  roomId: string | null;
  onClose: () => void;
  /** Something in the conversation was chosen, which a panel over it would hide. */
  onGone: () => void;
}

/** The panel that was asked for. */
export function AnySide({ request, roomId, onClose, onGone }: Props) {
  switch (request.kind) {
    case 'people':
      return <PeoplePanel roomId={roomId} onClose={onClose} />;
    case 'search':
      return <SearchPanel roomId={roomId} request={request} onClose={onClose} onGone={onGone} />;
  }
}
