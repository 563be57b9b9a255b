import { readFile } from 'node:fs/promises';

const KIB = 1024;

/** Bytes of memory that a process holds right now, as Linux counts them (proc_pid_status(5), VmRSS). */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kib === undefined) throw new Error(`Process ${pid} has no VmRSS.`);
  return Number(kib) * KIB;
}
