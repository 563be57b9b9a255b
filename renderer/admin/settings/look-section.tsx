import { useId, useState } from 'react';
import { chooseLanguage, chosenLanguage, LANGUAGES, nameOfLanguage } from '../../shared/i18n/i18n.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { ThemeSelect } from '../../shared/theme/theme-select.tsx';
import { useSay } from '../i18n/admin-strings.ts';
import { useAdmin } from '../link/admin-context.ts';
import { SettingsPanel } from './settings-panel.tsx';

/** Language, and light or dark. Both change at once; in the desktop app its menus follow. */
export function LookSection() {
  const { say, language } = useSay();
  const { t } = useStrings();
  const { desktop } = useAdmin();
  const id = useId();
  const [chosen, setChosen] = useState(chosenLanguage);
  return (
    // Drawn anew where the language was changed in another place.
    <SettingsPanel key={language} title={say('settings.look')}>
      <div className="settings-row">
        <label className="settings-row__words settings-row__label" htmlFor={id}>
          {t('settings.language')}
        </label>
        <select
          id={id}
          value={chosen ?? ''}
          onChange={(event) => {
            const tag = event.target.value === '' ? null : event.target.value;
            setChosen(tag);
            void chooseLanguage(tag);
          }}
        >
          <option value="">{desktop ? say('settings.languageAuto') : t('settings.languageAuto')}</option>
          {LANGUAGES.map((tag) => (
            <option key={tag} value={tag} lang={tag}>
              {nameOfLanguage(tag)}
            </option>
          ))}
        </select>
      </div>
      <label className="settings-row">
        <span className="settings-row__words settings-row__label">{t('settings.theme')}</span>
        <ThemeSelect />
      </label>
    </SettingsPanel>
  );
}
