import { MonitorCog } from 'lucide-react';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClientState } from '../inside/client-context.ts';

/** The way to the admin page, for those who look after the host. */
export function HostSection() {
  const { t } = useStrings();
  const role = useClientState((state) => state.me.role);
  if (role !== 'owner' && role !== 'admin') return null;
  return (
    <section className="settings__section" aria-labelledby="settings-host">
      <h3 id="settings-host" className="settings__title">
        {t('settings.host')}
      </h3>
      <p className="settings__text">{t('settings.hostText')}</p>
      <p>
        <a className="settings__link" href="/admin">
          <MonitorCog size={18} aria-hidden />
          {t('settings.hostOpen')}
        </a>
      </p>
    </section>
  );
}
