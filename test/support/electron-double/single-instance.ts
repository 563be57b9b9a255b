import fs from 'node:fs';
import path from 'node:path';

const MESSAGE = /^second-instance-\d+\.json$/;

export interface SecondInstance {
  argv: string[];
  cwd: string;
  additionalData: unknown;
}

/** A file with the first process's id, and a file from every further one that the first reads and removes. */
export class SingleInstance {
  isHeld = false;
  private readonly folder: string;
  private readonly lock: string;
  private watcher: fs.FSWatcher | null = null;

  constructor(folder: string) {
    this.folder = folder;
    this.lock = path.join(folder, 'SingletonLock.json');
  }

  /** True for the first; otherwise the first is told about this one. */
  request(additionalData: unknown, onSecond: (second: SecondInstance) => void): boolean {
    if (this.isHeld) return true;
    if (!this.take()) {
      const message: SecondInstance = { argv: process.argv, cwd: process.cwd(), additionalData };
      const target = path.join(this.folder, `second-instance-${process.pid}.json`);
      fs.writeFileSync(`${target}.part`, JSON.stringify(message));
      fs.renameSync(`${target}.part`, target);
      return false;
    }
    this.isHeld = true;
    this.watcher = fs.watch(this.folder, () => {
      for (const second of this.takeMessages()) onSecond(second);
    });
    this.watcher.unref();
    return true;
  }

  release(): void {
    if (!this.isHeld) return;
    this.isHeld = false;
    this.watcher?.close();
    fs.rmSync(this.lock, { force: true });
  }

  private take(): boolean {
    for (;;) {
      try {
        fs.writeFileSync(this.lock, String(process.pid), { flag: 'wx' });
        return true;
      } catch {
        if (isAlive(Number(fs.readFileSync(this.lock, 'utf8')))) return false;
        fs.rmSync(this.lock, { force: true });
      }
    }
  }

  private takeMessages(): SecondInstance[] {
    return fs
      .readdirSync(this.folder)
      .filter((file) => MESSAGE.test(file))
      .map((file) => {
        const target = path.join(this.folder, file);
        const message = JSON.parse(fs.readFileSync(target, 'utf8')) as SecondInstance;
        fs.rmSync(target, { force: true });
        return message;
      });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
