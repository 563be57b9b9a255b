import { useStrings } from '../../shared/i18n/use-strings.ts';
import { PeoplePanel } from '../people/people-panel.tsx';
import type { SideRequest } from './side-request.ts';

interface Props {
  request: SideRequest;
  roomId: string | null;
  onClose: () => void;
}

/** The panel that was asked for. */
export function AnySide({ roomId, onClose }: Props) {
  return <PeoplePanel roomId={roomId} onClose={onClose} />;
}

/** What the landmark around a panel is called. */
export function useSideLabel(_kind: SideRequest['kind']): string {
  const { t } = useStrings();
  return t('people.title');
}
