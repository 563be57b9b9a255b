import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addCounts, closingLine, countTests } from '../../scripts/test-report.ts';
import { tempDirForTest } from '../support/temp-dir.ts';

const passedFile = { status: 'passed', assertionResults: [{ status: 'passed' }] };

async function report(numbers: Record<string, number>, testResults: unknown[]): Promise<string> {
  const file = path.join(await tempDirForTest(), 'report.json');
  const counts = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, ...numbers };
  await writeFile(file, JSON.stringify({ ...counts, testResults }));
  return file;
}

describe('countTests', () => {
  it('takes the counts of the report', async () => {
    const file = await report({ numPassedTests: 5, numPendingTests: 1, numTodoTests: 1 }, [passedFile]);
    expect(await countTests(file, true)).toEqual({ passed: 5, failed: 0, skipped: 2 });
  });

  it('counts a file that could not run as one failure', async () => {
    const file = await report({ numPassedTests: 1 }, [
      passedFile,
      { status: 'failed', assertionResults: [] },
    ]);
    expect(await countTests(file, false)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('does not count a file twice whose tests failed', async () => {
    const failedFile = { status: 'failed', assertionResults: [{ status: 'failed' }] };
    const file = await report({ numFailedTests: 1 }, [failedFile]);
    expect(await countTests(file, false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a run that failed outside any test as a failure', async () => {
    const file = await report({ numPassedTests: 3 }, [passedFile]);
    expect(await countTests(file, false)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('counts a run without a report by how it ended', async () => {
    const missing = path.join(await tempDirForTest(), 'none.json');
    expect(await countTests(missing, true)).toEqual({ passed: 0, failed: 0, skipped: 0 });
    expect(await countTests(missing, false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('closingLine', () => {
  it('sums the suites', () => {
    const sum = addCounts({ passed: 3, failed: 0, skipped: 0 }, { passed: 4, failed: 1, skipped: 0 });
    expect(closingLine(sum)).toBe('7 passed, 1 failed');
  });

  it('names skipped tests where there are any', () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped');
  });
});
