import './preferences.css';
import { useState } from 'react';
import { chooseLanguage, LANGUAGES, nameOfLanguage } from '../../shared/i18n/i18n.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { chooseTheme, chosenTheme, THEMES, type Theme } from '../../shared/theme/theme.ts';
import { THEME_TEXT } from '../settings/theme-texts.ts';

/** Language and theme, within reach before anybody has a name here. */
export function Preferences() {
  const { t, language } = useStrings();
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <footer className="preferences">
      <label className="preferences__choice">
        <span className="visually-hidden">{t('settings.language')}</span>
        <select value={language} onChange={(event) => void chooseLanguage(event.target.value)}>
          {LANGUAGES.map((tag) => (
            <option key={tag} value={tag} lang={tag}>
              {nameOfLanguage(tag)}
            </option>
          ))}
        </select>
      </label>
      <label className="preferences__choice">
        <span className="visually-hidden">{t('settings.theme')}</span>
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
    </footer>
  );
}
