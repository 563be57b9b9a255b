import { useState } from 'react';
import { chooseLanguage, chosenLanguage, LANGUAGES, nameOfLanguage } from '../../shared/i18n/i18n.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { ThemeSelect } from '../../shared/theme/theme-select.tsx';

/** Language, and light or dark. Both change at once. */
export function LookSection() {
  const { t } = useStrings();
  const [language, setLanguage] = useState(chosenLanguage);
  return (
    <section className="settings__section" aria-labelledby="settings-look">
      <h3 id="settings-look" className="settings__title">
        {t('settings.appearance')}
      </h3>
      <div className="settings__choices">
        <label className="settings__select">
          <span className="field__label">{t('settings.language')}</span>
          <select
            value={language ?? ''}
            onChange={(event) => {
              const chosen = event.target.value === '' ? null : event.target.value;
              setLanguage(chosen);
              void chooseLanguage(chosen);
            }}
          >
            <option value="">{t('settings.languageAuto')}</option>
            {LANGUAGES.map((tag) => (
              <option key={tag} value={tag} lang={tag}>
                {nameOfLanguage(tag)}
              </option>
            ))}
          </select>
        </label>
        <label className="settings__select">
          <span className="field__label">{t('settings.theme')}</span>
          <ThemeSelect />
        </label>
      </div>
    </section>
  );
}
