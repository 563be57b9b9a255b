import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const FLAG = '--user-data-dir=';

/** The folder of `userData`: the flag that Electron itself knows, else a new one. */
export const profileFolder = makeProfile();

function makeProfile(): string {
  const given = process.argv.find((argument) => argument.startsWith(FLAG))?.slice(FLAG.length);
  const folder = given ?? fs.mkdtempSync(path.join(os.tmpdir(), 'electron-double-'));
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}
