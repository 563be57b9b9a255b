import { recall, remember } from '../memory.ts';

/** `system` follows the device. */
export type Theme = 'system' | 'light' | 'dark';
export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** Also read by `public/theme.js`, before the first paint. */
const KEY = 'theme';

/** The remembered choice, `system` where there is none. */
export function chosenTheme(): Theme {
  return THEMES.find((theme) => theme === recall(KEY)) ?? 'system';
}

/** Remembers a choice and shows it at once. */
export function chooseTheme(theme: Theme): void {
  remember(KEY, theme);
  showTheme();
}

/** Applies the choice now and follows the device from here on. Call once, at start. */
export function startTheme(): void {
  showTheme();
  deviceIsDark().addEventListener('change', showTheme);
}

function showTheme(): void {
  const theme = chosenTheme();
  const isDark = theme === 'dark' || (theme === 'system' && deviceIsDark().matches);
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
}

function deviceIsDark(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)');
}
