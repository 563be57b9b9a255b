import type { Theme } from './theme.ts';

/** The text key for each theme. */
export const THEME_TEXT = {
  system: 'settings.themeSystem',
  light: 'settings.themeLight',
  dark: 'settings.themeDark',
} as const satisfies Record<Theme, string>;
