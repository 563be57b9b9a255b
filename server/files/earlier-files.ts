import { readdir, rename } from 'node:fs/promises';
import type { Logger } from '../logging/logger.ts';

/**
 * Moves the files of an earlier database out of the way of a new one, which knows none of them and would clear
 * them away as left over. Whoever puts the earlier database back can put its files back too.
 *
 * @param root the folder of all files
 */
export async function setEarlierFilesAside(root: string, logger: Pick<Logger, 'warn'>): Promise<void> {
  const names = await readdir(root).catch(() => []);
  if (!names.some((name) => /^[0-9a-f]{2}$/.test(name))) return;
  const stamp = new Date().toISOString().replaceAll(':', '-').slice(0, 19);
  const keptIn = `${root}-of-earlier-${stamp}`;
  await rename(root, keptIn);
  logger.warn('earlier_files_set_aside', { keptIn });
}
