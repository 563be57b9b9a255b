import { appendFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Lines waiting for a stalled disk; beyond it the newest are dropped, and their number is written later. */
const WAITING_MAX_BYTES = 1_048_576;

export interface LogFileOptions {
  /** The newest lines are here; older files are `host.1.log`, `host.2.log` and so on, next to it. */
  filePath: string;
  maxBytes: number;
  /** How many files there are at most, the newest included. */
  filesKept: number;
  /** The line that tells how many were dropped. */
  droppedLine: (count: number) => string;
}

/** An append-only file that never blocks, never throws and never grows without bound. */
export interface LogFile {
  write(line: string): void;
  /** Resolves when everything written so far is with the system, or has failed. */
  flush(): Promise<void>;
}

/**
 * Opens nothing until the first line. Lines written while the disk is busy go out together. Where the disk is
 * full or the folder was deleted, those lines are lost and the next write tries again from the start.
 */
export function openLogFile({ filePath, maxBytes, filesKept, droppedLine }: LogFileOptions): LogFile {
  let waiting: string[] = [];
  let waitingBytes = 0;
  let dropped = 0;
  let sizeBytes: number | null = null;
  let writing: Promise<void> | null = null;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const text = waiting.join('');
      const textBytes = waitingBytes;
      waiting = [];
      waitingBytes = 0;
      try {
        await append(text, textBytes);
      } catch {
        // There is nowhere to report a log that fails; looking afresh next time heals a deleted folder.
        sizeBytes = null;
      }
    }
  }

  async function append(text: string, textBytes: number): Promise<void> {
    // Asked again every time: people delete logs while the host runs, and the size would then be wrong for ever.
    sizeBytes = await fileSize(filePath);
    if (sizeBytes === null) await mkdir(path.dirname(filePath), { recursive: true });
    if (sizeBytes !== null && sizeBytes > 0 && sizeBytes + textBytes > maxBytes)
      await rotate(filePath, filesKept);
    await appendFile(filePath, text, { mode: 0o600 });
  }

  function enqueue(line: string): void {
    const text = `${line}\n`;
    waiting.push(text);
    waitingBytes += Buffer.byteLength(text);
  }

  return {
    write(line) {
      if (waitingBytes >= WAITING_MAX_BYTES) {
        dropped++;
        return;
      }
      if (dropped > 0) {
        enqueue(droppedLine(dropped));
        dropped = 0;
      }
      enqueue(line);
      writing ??= drain().finally(() => {
        writing = null;
      });
    },
    async flush() {
      while (writing) await writing;
    },
  };
}

/** Bytes, or null where there is no such file. */
async function fileSize(filePath: string): Promise<number | null> {
  try {
    return (await stat(filePath)).size;
  } catch {
    return null;
  }
}

/** host.log becomes host.1.log, host.1.log becomes host.2.log; the oldest goes. */
async function rotate(filePath: string, filesKept: number): Promise<void> {
  const { dir, name, ext } = path.parse(filePath);
  const older = (age: number): string => (age === 0 ? filePath : path.join(dir, `${name}.${age}${ext}`));
  await rm(older(filesKept - 1), { force: true });
  for (let age = filesKept - 2; age >= 0; age--) {
    await rename(older(age), older(age + 1)).catch(ignoreMissing);
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
