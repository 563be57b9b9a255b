import { LoadClient } from './load/load-client.ts';
import type { Cores } from './machine/cores.ts';
import { machineCpuMs, processCpuMs } from './machine/cpu-time.ts';
import type { Row } from './report/row.ts';
import { Results, type Figures, type Run, type Scenario } from './scenarios/scenario.ts';
import {
  startSubject,
  SUBJECT_TITLES,
  type Setting,
  type Stage,
  type SubjectName,
} from './subjects/subject.ts';

export interface BenchRun {
  setting: Setting;
  cores: Cores;
  isQuick: boolean;
  runs: number;
  /** Told what is going on, a line at a time. */
  say: (line: string) => void;
}

/** Measures one scenario: in each run every subject once, in turns that begin with another one each time. */
export async function runScenario(scenario: Scenario, bench: BenchRun): Promise<Row[]> {
  const results = new Results();
  const runs = Math.min(bench.runs, scenario.runs ?? Infinity);
  bench.say(`${scenario.name}: ${scenario.title}`);
  for (let run = 0; run < runs; run++) {
    for (const subject of rotated(scenario.subjects, run)) {
      const figures = await measureOnce(scenario, subject, bench, results);
      results.add(subject, figures);
      bench.say(`  run ${run + 1}, ${SUBJECT_TITLES[subject]}: ${describe(figures)}`);
    }
  }
  const { loadShare, foreignShare } = results;
  return scenario.rows(results).map((row) => ({ ...row, scenario: scenario.name, loadShare, foreignShare }));
}

async function measureOnce(
  scenario: Scenario,
  subject: SubjectName,
  { setting, cores, isQuick }: BenchRun,
  results: Results,
): Promise<Figures> {
  const load = new LoadClient(cores.load);
  const stages: Stage[] = [];
  let serverCpuMs = 0;
  const startedAt = performance.now();
  const machineBefore = machineCpuMs();
  const ownBefore = processCpuMs(process.pid);
  const run: Run = {
    isQuick,
    load,
    setting,
    start: async (world) => {
      const stage = await startSubject(subject, world, setting);
      let isCleared = false;
      const clear = async (): Promise<void> => {
        if (isCleared) return;
        isCleared = true;
        serverCpuMs += stage.server.cpuMs();
        await stage.clear();
      };
      stages.push({ ...stage, clear });
      return { ...stage, clear };
    },
  };
  try {
    const figures = await scenario.measure(subject, run);
    serverCpuMs += stages.reduce((sum, { server }) => sum + server.cpuMs(), 0);
    const machine = machineCpuMs();
    const busyMs = machine.busy - machineBefore.busy + machine.stolen - machineBefore.stolen;
    const ownMs = processCpuMs(process.pid) - ownBefore + processCpuMs(load.pid) + serverCpuMs;
    const foreign = (busyMs - ownMs) / (2 * (performance.now() - startedAt));
    results.foreignShare = Math.max(results.foreignShare, foreign);
    results.loadShare = Math.max(results.loadShare, load.cpuShare);
    return figures;
  } finally {
    await load.stop();
    for (const stage of stages) await stage.clear();
  }
}

function rotated<Item>(items: readonly Item[], by: number): Item[] {
  const from = by % items.length;
  return [...items.slice(from), ...items.slice(0, from)];
}

function describe(figures: Figures): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`)
    .join(', ');
}
