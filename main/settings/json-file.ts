import { open, readFile, rename, rm } from 'node:fs/promises';

/**
 * Replaces a file as a whole: after a crash or a power cut at any instant there is the old text or the new one,
 * never a part. One writer at a time.
 *
 * @throws the system's error, with the old file untouched
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  const fresh = `${file}.new`;
  try {
    const handle = await open(fresh, 'w', 0o600);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

/** A file's text; null where there is no such file. */
export async function readTextFile(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
