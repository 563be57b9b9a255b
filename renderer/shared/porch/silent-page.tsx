import type { ApiFailure } from '../../client/http-call.ts';
import { Button } from '../components/button.tsx';
import { useBusy } from '../hooks/use-busy.ts';
import { useStrings } from '../i18n/use-strings.ts';
import { useReason } from '../i18n/use-reason.ts';
import { Porch } from './porch.tsx';

/** The host does not answer, or refuses this address. */
export function SilentPage({ failure, onRetry }: { failure: ApiFailure; onRetry: () => Promise<void> }) {
  const { t } = useStrings();
  const reason = useReason();
  const [isBusy, run] = useBusy();
  const isOffline = failure.code === 'offline';
  return (
    <Porch
      isLit={false}
      title={isOffline ? t('gate.silentTitle') : t('gate.wrongAddressTitle')}
      text={isOffline ? t('gate.silentText', { address: window.location.host }) : reason(failure)}
    >
      <Button
        look="primary"
        isWide
        isBusy={isBusy}
        onClick={() => {
          run(onRetry);
        }}
      >
        {t('common.tryAgain')}
      </Button>
    </Porch>
  );
}
