import { describe, expect, it } from 'vitest';
import type { Say } from '../../../../renderer/admin/i18n/admin-strings.ts';
import en from '../../../../renderer/admin/i18n/languages/en.ts';
import zhCN from '../../../../renderer/admin/i18n/languages/zh-CN.ts';
import { findingText } from '../../../../renderer/admin/network/finding-text.ts';
import { DOCTOR_CODES, type DoctorCode } from '../../../../server/protocol/doctor-codes.ts';

const CODES = Object.keys(DOCTOR_CODES) as DoctorCode[];

/** As i18next: unknown values stay as they stand, unknown keys come back. */
function sayIn(texts: Readonly<Record<string, string>>): Say {
  return (key: string, values: Readonly<Record<string, string | number>> = {}) =>
    (texts[key] ?? key).replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function textsFor(code: DoctorCode, say: Say): string[] {
  const { level, values } = DOCTOR_CODES[code];
  const { title, steps } = findingText(
    { code, level, values: Object.fromEntries(values.map((name) => [name, `<${name}>`])) },
    say,
  );
  return [title, ...steps.flat().map(({ text }) => text)];
}

describe.each([
  ['en', sayIn(en)],
  ['zh-CN', sayIn(zhCN)],
])('the doctor’s sentences in %s', (_language, say) => {
  it.each(CODES)('has words for %s, and every value they name comes with it', (code) => {
    for (const text of textsFor(code, say)) expect(text).not.toMatch(/\{\{|doctor\.|help\./);
  });

  it('says what to do about every problem', () => {
    for (const code of CODES.filter((each) => DOCTOR_CODES[each].level === 'problem')) {
      expect(textsFor(code, say).length, code).toBeGreaterThan(1);
    }
  });
});

it('splits help into steps, and tells commands from words', () => {
  const { steps } = findingText({ code: 'firewall_linux', level: 'note', values: { port: 8322 } }, sayIn(en));
  expect(steps).toHaveLength(2);
  expect(steps[0]).toEqual([
    { text: 'Ubuntu, Debian, Mint: ', isCommand: false },
    { text: 'sudo ufw allow 8322/tcp', isCommand: true },
    { text: ' and ', isCommand: false },
    { text: 'sudo ufw allow 5353/udp', isCommand: true },
  ]);
});

it('has no steps for good news', () => {
  const { steps } = findingText(
    { code: 'adapter_good', level: 'good', values: { address: '10.0.0.2' } },
    sayIn(en),
  );
  expect(steps).toEqual([]);
});
