import type { LoadClient } from '../load/load-client.ts';
import type { Row } from '../report/row.ts';
import type { Setting, Stage, SubjectName, World } from '../subjects/subject.ts';

/** What one run of one subject gave, by name. */
export type Figures = Record<string, number>;

export interface Run {
  /** Shorter stages and fewer repeats, for a look rather than a figure. */
  isQuick: boolean;
  load: LoadClient;
  setting: Setting;
  /** Starts the subject of this run in such a world; it is cleared away when the run ends. */
  start(world: World): Promise<Stage>;
}

/** Figures by subject, one for each run, in the order of the runs. */
export class Results {
  private readonly bySubject = new Map<string, Figures[]>();
  loadShare = 0;
  foreignShare = 0;

  add(subject: string, figures: Figures): void {
    const runs = this.bySubject.get(subject) ?? [];
    this.bySubject.set(subject, runs);
    runs.push(figures);
  }

  of(subject: string, figure: string): number[] {
    return (this.bySubject.get(subject) ?? []).map((figures) => figures[figure] ?? NaN);
  }
}

/** One row of the table, or a few that are measured together. A file of this folder each. */
export interface Scenario {
  /** As given to --only. */
  name: string;
  title: string;
  /** Whom to measure in each run, in turns: Porchlight first, then what stands beside it. */
  subjects: readonly SubjectName[];
  /** Fewer where a run is long and steady. */
  runs?: number;
  measure(subject: SubjectName, run: Run): Promise<Figures>;
  rows(results: Results): Omit<Row, 'scenario' | 'loadShare' | 'foreignShare'>[];
}
