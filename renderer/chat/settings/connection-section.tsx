import { useStrings } from '../../shared/i18n/use-strings.ts';

/** How this page reaches its host, and what https would add. Says only what is so. */
export function ConnectionSection({ version }: { version: string }) {
  const { t } = useStrings();
  const isHttps = window.location.protocol === 'https:';
  return (
    <section className="settings__section" aria-labelledby="settings-connection">
      <h3 id="settings-connection" className="settings__title">
        {t('settings.connection')}
      </h3>
      <p className="settings__text">
        {isHttps ? t('settings.connectionHttps') : t('settings.connectionHttp')}
      </p>
      {!window.isSecureContext && <p className="settings__text">{t('settings.httpsAdds')}</p>}
      <p className="settings__small">{t('settings.version', { version })}</p>
    </section>
  );
}
