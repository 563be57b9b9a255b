import fs from 'node:fs';
import path from 'node:path';
import { Histogram } from '../load/histogram.ts';

/** About what one commit appends to the write-ahead log: a few pages of 4 KiB. */
const APPENDED_BYTES = 24_576;

/** How long this disk takes to make a small append lasting, in milliseconds. The file goes again. */
export function measureDiskSync(dir: string, times: number): { p50: number; p99: number } {
  const file = path.join(dir, 'disk-sync');
  const handle = fs.openSync(file, 'w');
  const bytes = Buffer.alloc(APPENDED_BYTES, 1);
  const micros = new Histogram();
  try {
    for (let time = 0; time < times; time++) {
      const startedAt = performance.now();
      fs.writeSync(handle, bytes, 0, bytes.length, time * bytes.length);
      fs.fdatasyncSync(handle);
      micros.record((performance.now() - startedAt) * 1000);
    }
  } finally {
    fs.closeSync(handle);
    fs.rmSync(file, { force: true });
  }
  return { p50: micros.percentile(50) / 1000, p99: micros.percentile(99) / 1000 };
}
