import type { TimelineState } from '../../client/types.ts';
import { Button } from '../../shared/components/button.tsx';
import { SkeletonDisc, SkeletonLines } from '../../shared/components/skeleton.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';

interface Props {
  state: TimelineState;
  onRetry: () => void;
}

/** Below the last message that is here, while newer ones are to come. */
export function TimelineFoot({ state, onRetry }: Props) {
  const { t } = useStrings();
  return (
    <div className="timeline-foot">
      {state.error === null ? (
        <div className="timeline-head__shape">
          <SkeletonDisc />
          <SkeletonLines widths={[22, 64, 48]} />
        </div>
      ) : (
        <div className="timeline-head__failed" role="status">
          {t('timeline.newerFailed')}
          <Button onClick={onRetry}>{t('common.tryAgain')}</Button>
        </div>
      )}
    </div>
  );
}
