import { useState } from 'react';
import { useStrings } from '../i18n/use-strings.ts';
import { chooseTheme, chosenTheme, THEMES, type Theme } from './theme.ts';
import { THEME_TEXT } from './theme-texts.ts';

/** Light, dark, or as the device has it; changes at once and is remembered. Its label is the caller's. */
export function ThemeSelect() {
  const { t } = useStrings();
  const [theme, setTheme] = useState(chosenTheme);
  return (
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
  );
}
