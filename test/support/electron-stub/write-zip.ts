import { writeFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

const UNIX = 3;
const ZIP_VERSION = 20;

export interface ZippedFile {
  name: string;
  content: string;
  /** The bits of chmod. */
  mode: number;
}

/** Writes a zip archive whose files are stored as they are. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export async function writeZip(target: string, files: readonly ZippedFile[]): Promise<void> {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode } of files) {
    const data = Buffer.from(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(ZIP_VERSION, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), data]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(((0o100_000 | mode) << 16) >>> 0, 6);
    entry.writeUInt32LE(offset, 10);
    const madeBy = Buffer.from([ZIP_VERSION, UNIX]);
    const start = Buffer.from('PK\x01\x02', 'latin1');
    directory.push(Buffer.concat([start, madeBy, common, entry, Buffer.from(name)]));
    bodies.push(body);
    offset += body.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  await writeFile(target, Buffer.concat([...bodies, ...directory, end]));
}
