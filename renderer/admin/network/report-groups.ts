import type { AdapterReport, DoctorFinding, DoctorReport } from '../../../server/protocol/admin.ts';

export interface ReportGroups {
  /** How many findings ask for something to be done. */
  problemCount: number;
  /** What is so, of the host as a whole. */
  facts: DoctorFinding[];
  /** Reasons that can't be seen from here, while nobody has come in. */
  mayHelp: DoctorFinding[];
  useful: AdapterReport[];
  others: AdapterReport[];
}

const MAY_HELP: ReadonlySet<string> = new Set<DoctorFinding['code']>([
  'firewall_windows',
  'firewall_macos',
  'firewall_linux',
  'firewall_other',
  'isolation_possible',
  'phone_no_internet',
  'same_network',
]);

/** A report in the order in which a person reads it. */
export function groupReport({ findings, adapters }: DoctorReport): ReportGroups {
  const useful = adapters.filter(({ isUseful }) => isUseful);
  // A network of programs has no problem that anybody here would have to solve.
  const counted = [...findings, ...useful.flatMap((adapter) => adapter.findings)];
  return {
    problemCount: counted.filter(({ level }) => level === 'problem').length,
    facts: findings.filter(({ code }) => !MAY_HELP.has(code)),
    mayHelp: findings.filter(({ code }) => MAY_HELP.has(code)),
    useful,
    others: adapters.filter(({ isUseful }) => !isUseful),
  };
}
