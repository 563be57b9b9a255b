const MINUTE_MS = 60_000;
const UNITS = [
  ['day', 1_440],
  ['hour', 60],
  ['minute', 1],
] as const;

/** "12m", "2h 14m", "3d 5h": the two largest units of a time span, in whole minutes. */
export function duration(ms: number, language: string): string {
  let rest = Math.max(0, Math.floor(ms / MINUTE_MS));
  const parts: string[] = [];
  for (const [unit, minutes] of UNITS) {
    const count = Math.floor(rest / minutes);
    rest -= count * minutes;
    const isNeeded = count > 0 || (unit === 'minute' && parts.length === 0);
    if (isNeeded && parts.length < 2) parts.push(amount(count, unit, language));
    else if (parts.length > 0) break;
  }
  return new Intl.ListFormat(language, { type: 'unit', style: 'narrow' }).format(parts);
}

function amount(count: number, unit: string, language: string): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'narrow' }).format(count);
}
