import { DoorOpen } from 'lucide-react';
import { useState } from 'react';
import type { Room } from '../../../server/protocol/room.ts';
import { Button } from '../../shared/components/button.tsx';
import { FieldNote } from '../../shared/components/field.tsx';
import { Notice } from '../../shared/components/notice.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient } from '../inside/client-context.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';

/** A public room one is not in: what it is, and the way in. */
export function JoinRoom({ room }: { room: Room }) {
  const { t } = useStrings();
  const reason = useReason();
  const client = useClient();
  const [isBusy, run] = useBusy();
  const [problem, setProblem] = useState<string>();

  async function join() {
    const answer = await client.joinRoom(room.id);
    setProblem(answer.ok ? undefined : reason(answer));
  }

  const people =
    room.memberCount > 0 ? t('room.joinText', { count: room.memberCount }) : t('room.joinTextNone');
  return (
    <div className="room-place__notice">
      <Notice
        icon={<DoorOpen size={40} strokeWidth={1.5} />}
        title={t('room.joinTitle', { room: room.name })}
        text={people}
      >
        <Button
          look="primary"
          isBusy={isBusy}
          onClick={() => {
            run(join);
          }}
        >
          {t('room.join')}
        </Button>
        {problem && <FieldNote id="join-room-problem" isError text={problem} />}
      </Notice>
    </div>
  );
}
