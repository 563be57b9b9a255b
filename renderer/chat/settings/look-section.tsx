import { useState } from 'react';
import { chooseLanguage, chosenLanguage, LANGUAGES, nameOfLanguage } from '../../shared/i18n/i18n.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { chooseTheme, chosenTheme, THEMES, type Theme } from '../../shared/theme/theme.ts';
import { THEME_TEXT } from './theme-texts.ts';

/** Language, and light or dark. Both change at once. */
export function LookSection() {
  const { t } = useStrings();
  const [theme, setTheme] = useState(chosenTheme);
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
          <select
            value={theme}
            onChange={(event) => {
              const chosen = event.target.value as Theme;
              chooseTheme(chosen);
              setTheme(chosen);
            }}
          >
            {THEMES.map((choice) => (
              <option key={choice} value={choice}>
                {t(THEME_TEXT[choice])}
              </option>
            ))}
          </select>
        </label>
      </div>
    </section>
  );
}
