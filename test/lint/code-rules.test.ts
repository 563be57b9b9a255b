import path from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';

/** The first typed file waits for the compiler to read the project. */
const FIRST_RUN_MS = 60_000;

const SERVER_FILE = 'server/protocol/close-codes.ts';
const PAGE_FILE = 'renderer/client/types.ts';
const TEST_FILE = 'test/support/temp-dir.ts';

let eslint: ESLint;

/** The rules broken by `code`, were it the text of this file of the project. */
async function brokenRules(file: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(PROJECT_ROOT, file) });
  return result!.messages.map((message) => message.ruleId);
}

beforeAll(async () => {
  eslint = new ESLint({ cwd: PROJECT_ROOT });
  await brokenRules(SERVER_FILE, '');
}, FIRST_RUN_MS);

describe('product code', { timeout: FIRST_RUN_MS }, () => {
  it.each([
    ['any', 'export const wild: any = 1;', '@typescript-eslint/no-explicit-any'],
    [
      '!',
      'export const first = (list: string[]) => list[0]!.length;',
      '@typescript-eslint/no-non-null-assertion',
    ],
    [
      'a promise left alone',
      'const work = async () => 1;\nexport function go() {\n  work();\n}',
      '@typescript-eslint/no-floating-promises',
    ],
    [
      'a switch that forgets a case',
      "export function f(x: 'a' | 'b') {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}",
      '@typescript-eslint/switch-exhaustiveness-check',
    ],
    [
      'a type imported as a value',
      "import { ErrorCode } from './errors.ts';\nexport type Code = ErrorCode;",
      '@typescript-eslint/consistent-type-imports',
    ],
    ['an import that climbs back', "export * from '../storage/rows.ts';", 'import-x/no-restricted-paths'],
  ])('is refused %s', async (_what, code, rule) => {
    expect(await brokenRules(SERVER_FILE, code)).toContain(rule);
  });

  it('cannot switch a rule off for itself', async () => {
    const code = '// eslint-disable-next-line\nexport const wild: any = 1;';
    expect(await brokenRules(SERVER_FILE, code)).toContain('@typescript-eslint/no-explicit-any');
  });

  it('keeps the rules of hooks', async () => {
    const code =
      "import { useState } from 'react';\nexport function useIt(on: boolean) {\n  if (on) useState(0);\n}";
    expect(await brokenRules(PAGE_FILE, code)).toContain('react-hooks/rules-of-hooks');
  });
});

describe('tests', { timeout: FIRST_RUN_MS }, () => {
  it('may use ! but not any', async () => {
    const code = 'export const first = (list: string[]) => list[0]!.length;\nexport const wild: any = 1;';
    expect(await brokenRules(TEST_FILE, code)).toEqual(['@typescript-eslint/no-explicit-any']);
  });
});
