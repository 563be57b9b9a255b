import path from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';

export interface BenchOptions {
  /** Names of scenarios; all of them where empty. */
  only: string[];
  isQuick: boolean;
  runs: number;
  jsonFile: string | null;
  /** Where data folders go: on the disk that is to be measured. */
  scratchDir: string;
  profileDir: string | null;
}

export const BENCH_USAGE = `npm run bench -- [--quick] [--only NAME]... [--runs N] [--json FILE] [--scratch DIR] [--profile DIR]

--quick         one short run of each, for a look
--only NAME     only this scenario, or all whose names begin so; may be given again
--runs N        runs of each scenario; the table shows medians (3)
--json FILE     every figure of every run
--scratch DIR   where data folders are made and removed; should be on the disk that a host would use
--profile DIR   V8 CPU profiles of every server`;

/** A flag that can't be followed; its message is one sentence for the terminal. */
export class BenchFlagError extends Error {
  override readonly name = 'BenchFlagError';
}

/** @throws BenchFlagError */
export function readBenchFlags(args: readonly string[], names: readonly string[]): BenchOptions {
  const values = parse(args);
  const only = (values.only ?? []).flatMap((given) => {
    if (names.includes(given)) return [given];
    const meant = names.filter((name) => name.startsWith(given));
    if (meant.length > 0) return meant;
    throw new BenchFlagError(`There is no scenario "${given}". There are: ${names.join(', ')}.`);
  });
  const runs = Number(values.runs ?? (values.quick ? 1 : 3));
  if (!Number.isInteger(runs) || runs < 1) throw new BenchFlagError('--runs must be a whole number from 1.');
  return {
    only,
    isQuick: values.quick ?? false,
    runs,
    jsonFile: values.json ?? null,
    // Not the system's folder for temporary files, which is often no disk at all.
    scratchDir: values.scratch ?? path.join(PROJECT_ROOT, 'node_modules/.cache/porchlight-bench'),
    profileDir: values.profile === undefined ? null : path.resolve(values.profile),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean' },
        only: { type: 'string', multiple: true },
        runs: { type: 'string' },
        json: { type: 'string' },
        scratch: { type: 'string' },
        profile: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new BenchFlagError(error instanceof Error ? error.message : String(error));
  }
}
