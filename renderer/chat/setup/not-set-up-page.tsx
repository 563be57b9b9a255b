import { useEffect } from 'react';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { Porch } from '../../shared/porch/porch.tsx';

/** The owner is at it in the next room; asking this often is felt as "at once". */
const LOOK_EVERY_MS = 4_000;

/** Somebody came before the host was set up. Goes on by itself once it is. */
export function NotSetUpPage({ onLook }: { onLook: () => Promise<void> }) {
  const { t } = useStrings();
  useEffect(() => {
    const timer = window.setInterval(() => void onLook(), LOOK_EVERY_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [onLook]);
  return <Porch isLit={false} title={t('gate.notSetUpTitle')} text={t('gate.notSetUpText')} />;
}
