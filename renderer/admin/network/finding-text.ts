import type { DoctorFinding } from '../../../server/protocol/admin.ts';
import type { Say } from '../i18n/admin-strings.ts';

/** A run of words, or a command to be typed as it stands. */
export interface HelpPart {
  text: string;
  isCommand: boolean;
}

export interface FindingText {
  title: string;
  /** What to do, step by step; empty where there is nothing to do. */
  steps: HelpPart[][];
}

/** A finding in the language shown. The host sends codes and values, never sentences. */
export function findingText({ code, values }: DoctorFinding, say: Say): FindingText {
  // Each code's values are the ones its texts name: DOCTOR_CODES lists them, and a test compares both.
  const fill = say as (key: string, values: DoctorFinding['values']) => string;
  const helpKey = `help.${code}`;
  const help = fill(helpKey, values);
  return {
    title: fill(`doctor.${code}`, values),
    // Where there is no text, the key itself comes back.
    steps: help === helpKey ? [] : help.split('\n').map(partsOf),
  };
}

/** Commands stand between backticks. */
function partsOf(line: string): HelpPart[] {
  return line
    .split('`')
    .map((text, index) => ({ text, isCommand: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
