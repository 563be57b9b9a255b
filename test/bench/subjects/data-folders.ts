import { constants, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder, type MadeFolder } from '../seed-data/make-folder.ts';

export interface FolderSize {
  users: number;
  rooms: number;
  messages: number;
  /** An older format of the database, where a scenario is about bringing it up to date. */
  formatVersion?: number;
}

/** Data folders of the sizes that scenarios ask for. Each is made once a run of the bench; every start gets a copy. */
export class DataFolders {
  private readonly root: string;
  private readonly made = new Map<string, Promise<{ dir: string; folder: MadeFolder }>>();

  /** Works below `parent`, which should be on the disk that is to be measured. */
  static async open(parent: string): Promise<DataFolders> {
    await mkdir(parent, { recursive: true });
    return new DataFolders(await mkdtemp(path.join(parent, 'run-')));
  }

  private constructor(root: string) {
    this.root = root;
  }

  /** A folder with nothing in it. */
  empty(): Promise<string> {
    return mkdtemp(path.join(this.root, 'empty-'));
  }

  /** A folder with people, rooms and messages in it; the same for the same size. */
  async copyOf(size: FolderSize): Promise<{ dir: string; folder: MadeFolder }> {
    const key = `${size.users}-${size.rooms}-${size.messages}-${size.formatVersion ?? 'newest'}`;
    let making = this.made.get(key);
    if (!making) {
      making = this.make(key, size);
      this.made.set(key, making);
    }
    const { dir, folder } = await making;
    const copy = await mkdtemp(path.join(this.root, 'copy-'));
    await cp(dir, copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
    return { dir: copy, folder };
  }

  async remove(dir: string): Promise<void> {
    await rm(dir, { recursive: true, force: true });
  }

  close(): Promise<void> {
    return this.remove(this.root);
  }

  /** For a process that is just ending. */
  closeNow(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private async make(key: string, { users, rooms, messages, formatVersion }: FolderSize) {
    const dir = path.join(this.root, key);
    const plan = {
      dataDir: dir,
      users,
      rooms,
      messages,
      tokensFile: path.join(this.root, `${key}.tokens`),
      seed: 1,
    };
    const folder = await makeFolder(plan, formatVersion === undefined ? {} : { formatVersion });
    return { dir, folder };
  }
}
