import './projector.css';
import { DoorClosed, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { HostState, JoinAddress } from '../../../server/protocol/admin.ts';
import { Avatar } from '../../shared/avatar/avatar.tsx';
import { IconButton } from '../../shared/components/icon-button.tsx';
import { Lamp } from '../../shared/components/lamp.tsx';
import { useSay } from '../i18n/admin-strings.ts';
import { useAdmin } from '../link/admin-context.ts';
import { JoinPoster } from './join-poster.tsx';
import { useFullScreen } from './use-full-screen.ts';

interface Props {
  host: HostState;
  best: JoinAddress;
  onClose: () => void;
}

/** How many faces of those who came last. */
const FACES = 8;

/** The join card for the back of the room: fills the screen, and shows who comes in. */
export function Projector({ host, best, onClose }: Props) {
  const { say } = useSay();
  const { desktop } = useAdmin();
  const ref = useRef<HTMLDialogElement>(null);
  useFullScreen(desktop, onClose);

  useEffect(() => {
    const dialog = ref.current;
    const cameFrom = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus({ preventScroll: true });
    };
  }, []);

  return (
    <dialog
      ref={ref}
      className="projector"
      aria-label={host.name}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="projector__head">
        <Lamp size={44} />
        <p className="projector__name">{host.name}</p>
        {host.join.isPaused && (
          <p className="projector__paused">
            <DoorClosed size={24} aria-hidden />
            {say('card.paused')}
          </p>
        )}
        <IconButton label={say('tools.projectEnd')} icon={<X size={24} />} tipSide="left" onClick={onClose} />
      </header>
      <JoinPoster host={host} best={best} />
      <footer className="projector__foot">
        <span className="projector__faces">
          {host.arrivals.slice(0, FACES).map((arrival) => (
            <Avatar
              key={`${arrival.userId}-${arrival.at}`}
              avatarId={arrival.avatarId}
              userId={String(arrival.userId)}
              size={44}
            />
          ))}
        </span>
        <p className="projector__count">{say('arrivals.count', { count: host.people.online })}</p>
      </footer>
    </dialog>
  );
}
