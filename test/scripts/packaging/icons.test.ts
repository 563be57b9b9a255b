import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawIcons, ICO_SIZES, LINUX_SIZES } from '../../../scripts/packaging/draw-icons.ts';
import { ICNS_SIZES, writeIcns } from '../../../scripts/packaging/icns.ts';
import { writeIco } from '../../../scripts/packaging/ico.ts';
import { PROJECT_ROOT } from '../../../scripts/project-root.ts';
import { makeTempDir } from '../../support/temp-dir.ts';

const COMMITTED = path.join(PROJECT_ROOT, 'packaging');
/** Renderers of different processors round differently; another drawing differs far more. Of 255. */
const SAME_PICTURE_MAX_MEAN_DIFFERENCE = 1;

let drawn: string;
beforeAll(async () => {
  const folder = await makeTempDir();
  drawn = folder.path;
  await drawIcons(path.join(PROJECT_ROOT, 'assets/app-icon'), drawn);
  return () => folder.remove();
});

/** The pictures in a Windows icon: where each begins, and its size in pixels. */
function readIco(file: Buffer): { size: number; image: Buffer }[] {
  expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1]);
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const entry = file.subarray(6 + index * 16);
    const image = file.subarray(entry.readUInt32LE(12), entry.readUInt32LE(12) + entry.readUInt32LE(8));
    return { size: entry.readUInt8(0) || 256, image };
  });
}

/** The blocks of a macOS icon, by their kind. */
function readIcns(file: Buffer): Map<string, Buffer> {
  expect(file.toString('latin1', 0, 4)).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  const blocks = new Map<string, Buffer>();
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    blocks.set(file.toString('latin1', at, at + 4), file.subarray(at + 8, at + file.readUInt32BE(at + 4)));
  }
  return blocks;
}

const isPng = (image: Buffer) => image.toString('latin1', 1, 4) === 'PNG';

async function meanDifference(one: string, other: string): Promise<number> {
  const [a, b] = await Promise.all([one, other].map((file) => sharp(file).ensureAlpha().raw().toBuffer()));
  expect(a!.length).toBe(b!.length);
  return a!.reduce((sum, value, index) => sum + Math.abs(value - b![index]!), 0) / a!.length;
}

describe('the Windows icon', () => {
  it('holds every size, the largest as PNG and the others as bitmaps with their mask', async () => {
    const pictures = readIco(await readFile(path.join(COMMITTED, 'icon.ico')));
    expect(pictures.map(({ size }) => size)).toEqual([...ICO_SIZES]);
    for (const { size, image } of pictures) {
      if (size === 256) {
        expect(isPng(image)).toBe(true);
        expect(await sharp(image).metadata()).toMatchObject({ width: 256, height: 256 });
        continue;
      }
      expect([image.readUInt32LE(0), image.readInt32LE(4), image.readInt32LE(8)]).toEqual([
        40,
        size,
        size * 2,
      ]);
      expect(image).toHaveLength(40 + size * size * 4 + Math.ceil(size / 32) * 4 * size);
    }
  });

  it('writes rows from the bottom, blue first', () => {
    const rgba = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    const [picture] = readIco(writeIco([{ size: 2, png: Buffer.alloc(0), rgba }]));
    expect([...picture!.image.subarray(40, 56)]).toEqual([
      ...[11, 10, 9, 12, 15, 14, 13, 16],
      ...[3, 2, 1, 4, 7, 6, 5, 8],
    ]);
  });

  it('refuses a size that the format has no number for', () => {
    const picture = { size: 512, png: Buffer.alloc(1), rgba: Buffer.alloc(0) };
    expect(() => writeIco([picture])).toThrow(RangeError);
  });
});

describe('the macOS icon', () => {
  it('holds every size, for plain and for fine displays', async () => {
    const blocks = readIcns(await readFile(path.join(COMMITTED, 'icon.icns')));
    const sizes = new Map<string, number>();
    for (const [kind, image] of blocks) {
      if (isPng(image)) sizes.set(kind, (await sharp(image).metadata()).width);
      else expect(image.toString('latin1', 0, 4)).toBe('ARGB');
    }
    expect([...blocks.keys()].sort()).toEqual(
      ['ic04', 'ic05', 'ic07', 'ic08', 'ic09', 'ic10', 'ic11', 'ic12', 'ic13', 'ic14'].sort(),
    );
    expect(Object.fromEntries(sizes)).toEqual({
      ic07: 128,
      ic08: 256,
      ic09: 512,
      ic10: 1024,
      ic11: 32,
      ic12: 64,
      ic13: 256,
      ic14: 512,
    });
  });

  it('writes the channels of the smallest ones one after the other', () => {
    const pictures = ICNS_SIZES.map((size) => ({
      size,
      png: Buffer.from('png'),
      rgba: Buffer.alloc(size * size * 4, Buffer.from([10, 20, 30, 40])),
    }));
    const smallest = readIcns(writeIcns(pictures)).get('ic04')!;
    // 256 pixels: two runs of 128 for each channel.
    const run = (value: number) => [127, ...Array<number>(128).fill(value)];
    const expected = [40, 10, 20, 30].flatMap((value) => [...run(value), ...run(value)]);
    expect([...smallest.subarray(4)]).toEqual(expected);
  });

  it('is not written where a size is missing', () => {
    expect(() => writeIcns([])).toThrow('16 pixels');
  });
});

describe('the Linux icons', () => {
  it('are there in every size', async () => {
    const files = await readdir(path.join(COMMITTED, 'icons'));
    expect(files.sort()).toEqual(LINUX_SIZES.map((size) => `${size}x${size}.png`).sort());
    for (const size of LINUX_SIZES) {
      const picture = await sharp(path.join(COMMITTED, `icons/${size}x${size}.png`)).metadata();
      expect(picture).toMatchObject({ width: size, height: size, hasAlpha: true });
    }
  });

  it('are what the drawings show', async () => {
    for (const size of LINUX_SIZES) {
      const file = `icons/${size}x${size}.png`;
      const difference = await meanDifference(path.join(COMMITTED, file), path.join(drawn, file));
      expect(difference).toBeLessThan(SAME_PICTURE_MAX_MEAN_DIFFERENCE);
    }
  });
});
