import type { IconPicture } from './ico.ts';

/**
 * The kinds of picture that macOS's own iconutil writes, with their size in pixels. The two smallest are plain pixels:
 * inside an app macOS does not read them as PNG. https://en.wikipedia.org/wiki/Apple_Icon_Image_format
 */
const KINDS: readonly { type: string; size: number; isPlain: boolean }[] = [
  { type: 'ic04', size: 16, isPlain: true },
  { type: 'ic05', size: 32, isPlain: true },
  { type: 'ic11', size: 32, isPlain: false },
  { type: 'ic12', size: 64, isPlain: false },
  { type: 'ic07', size: 128, isPlain: false },
  { type: 'ic13', size: 256, isPlain: false },
  { type: 'ic08', size: 256, isPlain: false },
  { type: 'ic14', size: 512, isPlain: false },
  { type: 'ic09', size: 512, isPlain: false },
  { type: 'ic10', size: 1024, isPlain: false },
];

/** The sizes in pixels that a macOS icon is made of. */
export const ICNS_SIZES: readonly number[] = [...new Set(KINDS.map(({ size }) => size))];

/** The longest run that one control byte announces, in bytes. */
const LONGEST_RUN = 128;

/** A macOS icon file. Throws where a picture of `ICNS_SIZES` is missing. */
export function writeIcns(pictures: readonly IconPicture[]): Buffer {
  const blocks = KINDS.map(({ type, size, isPlain }) => {
    const picture = pictures.find((each) => each.size === size);
    if (picture === undefined) throw new Error(`The icon lacks its picture of ${size} pixels.`);
    return block(type, isPlain ? plainPixels(picture.rgba) : picture.png);
  });
  return block('icns', Buffer.concat(blocks));
}

function block(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(header.length + content.length, 4);
  return Buffer.concat([header, content]);
}

/** Alpha, red, green and blue one after the other, each in literal runs: shorter runs would save nothing that counts. */
function plainPixels(rgba: Buffer): Buffer {
  const channels = [3, 0, 1, 2].map((channel) =>
    Buffer.from(rgba.filter((_, index) => index % 4 === channel)),
  );
  return Buffer.concat([Buffer.from('ARGB', 'latin1'), ...channels.flatMap(literalRuns)]);
}

function literalRuns(bytes: Buffer): Buffer[] {
  const runs: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += LONGEST_RUN) {
    const run = bytes.subarray(start, start + LONGEST_RUN);
    runs.push(Buffer.from([run.length - 1]), run);
  }
  return runs;
}
