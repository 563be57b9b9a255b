import './send-extras.css';
import { BadgeCheck, Plus, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Room } from '../../../server/protocol/room.ts';
import { isKeeper } from '../../client/room-rights.ts';
import type { SendExtras } from '../../client/types.ts';
import { IconButton } from '../../shared/components/icon-button.tsx';
import { Menu, type MenuItem } from '../../shared/components/menu.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClientState } from '../inside/client-context.ts';
import { useRoomName } from '../inside/use-room-name.ts';

interface ComposerExtras {
  /** What the next message has beside its words. */
  extras: SendExtras;
  /** The menu of what can be sent besides; null where there is nothing. */
  menu: ReactNode;
  /** Says above the words what the next message will have. */
  note: ReactNode;
  /** The message has gone. */
  clear(): void;
}

/** What can go along with the next message of a room, apart from files. */
export function useSendExtras(room: Room): ComposerExtras {
  const { t } = useStrings();
  const name = useRoomName(room);
  // In private and direct rooms everybody knows everybody, and anyone may ask.
  const mayAsk = useClientState(({ me }) => room.kind !== 'public' || isKeeper(room, me));
  const [isAsking, setAsking] = useState(false);
  const asksConfirmation = isAsking && mayAsk;

  const items: MenuItem[] = [];
  if (mayAsk)
    items.push({
      label: t('confirm.ask'),
      icon: <BadgeCheck size={18} />,
      onChoose: () => {
        setAsking(true);
      },
    });

  return {
    extras: asksConfirmation ? { asksConfirmation } : {},
    menu: items.length > 0 && <Menu label={t('composer.more')} icon={<Plus size={20} />} items={items} />,
    note: asksConfirmation && (
      <div className="send-extras" role="status">
        <BadgeCheck size={16} aria-hidden />
        <p>{room.kind === 'direct' ? t('confirm.askingDirect', { name }) : t('confirm.asking')}</p>
        <IconButton
          isSmall
          label={t('confirm.askCancel')}
          icon={<X size={16} />}
          onClick={() => {
            setAsking(false);
          }}
        />
      </div>
    ),
    clear: () => {
      setAsking(false);
    },
  };
}
