import type { Room } from '../../../server/protocol/room.ts';
import type { TimelineState } from '../../client/types.ts';
import { Button } from '../../shared/components/button.tsx';
import { SkeletonDisc, SkeletonLines } from '../../shared/components/skeleton.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useRoomName } from '../inside/use-room-name.ts';

interface Props {
  room: Room;
  state: TimelineState;
  onRetry: () => void;
}

/** Above the first message: more to come, what failed, or where the room begins. Always of one height. */
export function TimelineHead({ room, state, onRetry }: Props) {
  const { t } = useStrings();
  const name = useRoomName(room);
  if (state.error !== null && state.hasOlder) {
    return (
      <div className="timeline-head">
        <div className="timeline-head__failed" role="status">
          {t('timeline.olderFailed')}
          <Button onClick={onRetry}>{t('common.tryAgain')}</Button>
        </div>
      </div>
    );
  }
  if (state.hasOlder) {
    return (
      <div className="timeline-head">
        <div className="timeline-head__shape">
          <SkeletonDisc />
          <SkeletonLines widths={[22, 64, 48]} />
        </div>
      </div>
    );
  }
  const isDirect = room.kind === 'direct';
  return (
    <div className="timeline-head">
      <h2 className="timeline-head__title">
        {isDirect ? t('room.startDirect', { name }) : t('room.startTitle', { room: name })}
      </h2>
      <p className="timeline-head__text" dir="auto">
        {isDirect ? t('room.startDirectText') : room.topic || t('room.startText')}
      </p>
    </div>
  );
}
