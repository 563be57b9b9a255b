import { SearchX } from 'lucide-react';
import { Button } from '../../shared/components/button.tsx';
import { Notice } from '../../shared/components/notice.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClientState } from '../inside/client-context.ts';
import { startRoom } from '../inside/use-shown-room.ts';
import { navigate, roomPath } from '../route.ts';

/** The address names a room that is not there, or not open to us. */
export function MissingRoom() {
  const { t } = useStrings();
  const first = useClientState((state) => startRoom(state.rooms, null));
  return (
    <div className="room-place__notice">
      <Notice
        level={1}
        icon={<SearchX size={40} strokeWidth={1.5} />}
        title={t('room.missingTitle')}
        text={t('room.missingText')}
      >
        {first !== null && (
          <Button
            look="primary"
            onClick={() => {
              navigate(roomPath(first));
            }}
          >
            {t('room.missingAction')}
          </Button>
        )}
      </Notice>
    </div>
  );
}
