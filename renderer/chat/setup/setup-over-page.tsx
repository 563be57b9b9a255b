import { Button } from '../../shared/components/button.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { Porch } from '../../shared/porch/porch.tsx';

/** The set-up link was opened on a host that has its owner. */
export function SetupOverPage({ onLeave }: { onLeave: () => void }) {
  const { t } = useStrings();
  return (
    <Porch title={t('setup.doneTitle')} text={t('setup.doneText')}>
      <Button look="primary" isWide onClick={onLeave}>
        {t('setup.doneAction')}
      </Button>
    </Porch>
  );
}
