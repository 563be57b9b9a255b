const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
/** Decimal, as these units are defined and as most systems show them. */
const STEP = 1_000;

/** "840 byte", "1.2 MB": a number of bytes as the language shown writes it. */
export function fileSize(bytes: number, language: string): string {
  const power = bytes < STEP ? 0 : Math.floor(Math.log10(bytes) / Math.log10(STEP));
  const index = Math.min(power, UNITS.length - 1);
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[index] ?? 'byte',
    unitDisplay: index === 0 ? 'long' : 'short',
    maximumFractionDigits: index < 2 ? 0 : 1,
  });
  return format.format(bytes / STEP ** index);
}
