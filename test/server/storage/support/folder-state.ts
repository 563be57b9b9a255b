import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Every file below a folder with the hash of its bytes: two equal states mean that nothing was touched. */
export function folderState(folder: string): Record<string, string> {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [path.relative(folder, file), hashOf(file)]),
  );
}

function hashOf(file: string): string {
  if (fs.statSync(file).isDirectory()) return 'a folder';
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}
