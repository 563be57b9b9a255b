import fs from 'node:fs';
import path from 'node:path';
import type { Connection } from '../connection.ts';

/**
 * The database and its log as they lie in the folder. A file that was deleted, moved or replaced while it is open
 * goes on taking writes that nobody will ever read again, so that a commit is worth nothing then.
 */
export class OpenFiles {
  private readonly file: string;
  private readonly ids: ReadonlyMap<string, string | null>;

  /** To be made once the log is there, which is after the first transaction. */
  constructor(file: string) {
    this.file = file;
    this.ids = new Map([file, `${file}-wal`].map((name) => [name, idOf(name)]));
  }

  /** The file that is not there any more, or is another one by now; null where all is well. */
  findMissing(): string | null {
    for (const [name, id] of this.ids) if (idOf(name) !== id) return name;
    return null;
  }

  /**
   * Saves all that the open database holds, what was committed last included, beside the backups.
   *
   * @returns the path of the copy, or null where it could not be made
   */
  rescue(db: Connection, backupDir: string): string | null {
    const stamp = new Date().toISOString().replaceAll(':', '-').slice(0, 19);
    const copy = path.join(backupDir, `rescued-${stamp}.db`);
    try {
      fs.mkdirSync(backupDir, { recursive: true });
      db.prepare('VACUUM INTO ?').run(copy);
      return copy;
    } catch {
      // The folder may be gone with its disk; the sentence that follows says that nothing was saved.
      return null;
    }
  }

  /** What the person at the host is told. */
  sentence(missing: string, copy: string | null): string {
    const saved = copy
      ? `All its messages were saved in ${copy}: put that file in its place.`
      : 'It could not be saved: put a backup in its place.';
    return `${missing} was moved, deleted or replaced while ${missing === this.file ? 'it was' : `${this.file} was`} in use. ${saved}`;
  }
}

/** Which file a name stands for right now. */
function idOf(name: string): string | null {
  const found = fs.statSync(name, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : null;
}
