import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { BENCH_USAGE, BenchFlagError, readBenchFlags } from './flags.ts';
import { chooseCores } from './machine/cores.ts';
import { doubts, verdict, type Row } from './report/row.ts';
import { median } from './report/statistics.ts';
import { renderTable } from './report/table.ts';
import { runScenario } from './run-bench.ts';
import { SCENARIOS } from './scenarios/index.ts';
import { DataFolders } from './subjects/data-folders.ts';

/** Runs what the flags ask for. @returns the exit code: figures that miss their mark are no failure, a bench that could not measure is */
export async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(`${BENCH_USAGE}\n\nScenarios: ${SCENARIOS.map(({ name }) => name).join(', ')}\n`);
    return 0;
  }
  try {
    const options = readBenchFlags(
      args,
      SCENARIOS.map(({ name }) => name),
    );
    const chosen = SCENARIOS.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
    const cores = chooseCores();
    if (options.profileDir !== null) mkdirSync(options.profileDir, { recursive: true });
    say(machine(cores.server !== null));
    const folders = await DataFolders.open(options.scratchDir);
    const rows: Row[] = [];
    // With the process go its servers; its data folders, which may be large, have to be seen to.
    process.once('exit', () => folders.closeNow());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => process.exit(1));
    try {
      const setting = { cores, folders, profileDir: options.profileDir };
      for (const scenario of chosen)
        rows.push(
          ...(await runScenario(scenario, {
            setting,
            cores,
            isQuick: options.isQuick,
            runs: options.runs,
            say,
          })),
        );
    } finally {
      await folders.close();
    }
    process.stdout.write(`\n${renderTable(rows)}`);
    if (options.jsonFile !== null) writeFileSync(options.jsonFile, toJson(rows));
    return 0;
  } catch (error) {
    const isFlag = error instanceof BenchFlagError;
    process.stderr.write(
      `${error instanceof Error ? (isFlag ? error.message : error.stack) : String(error)}\n`,
    );
    return isFlag ? 2 : 1;
  }
}

function machine(isPinned: boolean): string {
  const [cpu] = os.cpus();
  const placing = isPinned ? 'server on core 0, load on core 1' : 'WARNING: server and load share the cores';
  return `${os.cpus().length} x ${cpu?.model.trim() ?? 'unknown CPU'}, ${process.platform}, Node ${process.version}; ${placing}`;
}

function toJson(rows: readonly Row[]): string {
  const full = rows.map((row) => ({
    ...row,
    median: {
      ours: median(row.ours),
      judged: median(row.judged.values),
      ...(row.beside && { beside: median(row.beside.values) }),
    },
    verdict: verdict(row),
    doubts: doubts(row),
  }));
  const about = {
    at: new Date().toISOString(),
    node: process.version,
    cpus: os.cpus().map(({ model }) => model),
    loadAverage: os.loadavg(),
  };
  return `${JSON.stringify({ about, rows: full }, null, 2)}\n`;
}

/** To stderr: stdout is for the table. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
