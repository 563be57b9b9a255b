import { readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second everywhere that Node runs (proc_pid_stat(5), USER_HZ). */
const MS_PER_TICK = 10;

/** CPU time that a process has used so far, all its threads together, in milliseconds. 0 where Linux's /proc is missing. */
export function processCpuMs(pid: number): number {
  const stat = readProc(`/proc/${pid}/stat`);
  // The name, in parentheses, may hold anything; fields 14 and 15 are counted from after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * MS_PER_TICK;
}

/** CPU time used on this machine so far by everything, in milliseconds; `stolen` by others on the same hardware. */
export function machineCpuMs(): { busy: number; stolen: number } {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, stolen = 0] = readProc('/proc/stat')
    .split('\n', 1)[0]!
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return { busy: (user + nice + system + irq + softirq) * MS_PER_TICK, stolen: stolen * MS_PER_TICK };
}

function readProc(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Not Linux: CPU shares are then left out of the report.
    return '';
  }
}
