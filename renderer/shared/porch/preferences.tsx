import './preferences.css';
import { chooseLanguage, LANGUAGES, nameOfLanguage } from '../i18n/i18n.ts';
import { useStrings } from '../i18n/use-strings.ts';
import { ThemeSelect } from '../theme/theme-select.tsx';

/** Language and theme, within reach before anybody has a name here. */
export function Preferences() {
  const { t, language } = useStrings();
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
        <ThemeSelect />
      </label>
    </footer>
  );
}
