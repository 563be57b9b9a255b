/** Midnight-to-midnight days in the reader's own time zone. */
const DAY_MS = 86_400_000;

const cache = new Map<string, Intl.DateTimeFormat>();

/** The reader's own region of the shown language, so that en-GB gets 24 hours and en-US gets 12. */
function localeFor(language: string): string {
  const base = language.split('-')[0];
  return navigator.languages.find((tag) => tag.split('-')[0] === base) ?? language;
}

function format(language: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${language} ${key}`;
  const known = cache.get(id);
  if (known) return known;
  const made = new Intl.DateTimeFormat(localeFor(language), options);
  cache.set(id, made);
  return made;
}

/** "14:05" or "2:05 pm", as the reader's region writes it. */
export function timeOfDay(iso: string, language: string): string {
  return format(language, 'time', { hour: 'numeric', minute: '2-digit' }).format(new Date(iso));
}

/** Date and time in full, for tooltips and screen readers. */
export function fullTime(iso: string, language: string): string {
  return format(language, 'full', { dateStyle: 'full', timeStyle: 'short' }).format(new Date(iso));
}

/** The time for today, else the date, as short as it can be told. */
export function shortTime(iso: string, language: string, now: Date = new Date()): string {
  const day = new Date(iso);
  if (startOfDay(now) === startOfDay(day)) return timeOfDay(iso, language);
  const isThisYear = day.getFullYear() === now.getFullYear();
  return format(language, isThisYear ? 'short-day' : 'short-day-year', {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(day);
}

/** "Today", "Yesterday", else the date; with the year where it isn't this one. */
export function dayName(iso: string, language: string, now: Date = new Date()): string {
  const day = new Date(iso);
  const daysAgo = Math.round((startOfDay(now) - startOfDay(day)) / DAY_MS);
  if (daysAgo === 0 || daysAgo === 1) {
    const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-daysAgo, 'day');
    return relative.charAt(0).toLocaleUpperCase(language) + relative.slice(1);
  }
  const isThisYear = day.getFullYear() === now.getFullYear();
  return format(language, isThisYear ? 'day' : 'day-year', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(day);
}

/** True where both fall on one day of the reader's calendar. */
export function isSameDay(a: string, b: string): boolean {
  return startOfDay(new Date(a)) === startOfDay(new Date(b));
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
