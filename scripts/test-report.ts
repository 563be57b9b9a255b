import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';

export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

/** The part of Vitest's JSON report (the shape of Jest's) that is counted. */
const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

/**
 * Counts one run. A file that failed without any failed test (it could not be loaded, a hook threw) counts as one
 * failure; so does a run that failed (`succeeded` false) with nothing else to show for it, or left no report.
 */
export async function countTests(reportFile: string, succeeded: boolean): Promise<TestCounts> {
  const counts = await readCounts(reportFile);
  return succeeded || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

async function readCounts(reportFile: string): Promise<TestCounts> {
  const text = await readFile(reportFile, 'utf8').catch(() => null);
  if (text === null) return { passed: 0, failed: 0, skipped: 0 };
  const report = reportSchema.parse(JSON.parse(text));
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The last line of a test run: "12 passed, 0 failed", and the skipped ones where there are any. */
export function closingLine({ passed, failed, skipped }: TestCounts): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
