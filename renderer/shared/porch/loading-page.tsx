import { useStrings } from '../i18n/use-strings.ts';
import './loading-page.css';
import { Lamp } from '../components/lamp.tsx';

/** The moment before the host has answered; empty at first, so that a quick host never makes it flash. */
export function LoadingPage() {
  const { t } = useStrings();
  return (
    <main className="loading-page" aria-busy>
      <Lamp size={64} isLit={false} />
      <div role="status">
        <h1 className="loading-page__text">{t('gate.loading')}</h1>
      </div>
    </main>
  );
}
