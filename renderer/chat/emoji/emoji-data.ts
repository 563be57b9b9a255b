import type { Locale } from 'frimousse';

/** Copied there by the build; never fetched from anywhere else. */
export const EMOJI_DATA_URL = '/emoji';

/** Emoji data is named by language alone, but for these. The same rule stands in vite.config.ts, which copies it. */
export function emojiLocale(tag: string): Locale {
  const whole = tag.toLowerCase();
  const isRegional = ['en-gb', 'es-mx', 'zh-hant'].includes(whole);
  return isRegional ? whole : (whole.split('-')[0] ?? 'en');
}
