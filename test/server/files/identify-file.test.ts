import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { identifyFile, type FileKind } from '../../../server/files/identify-file.ts';
import { PLAIN_MIME } from '../../../server/files/inline-types.ts';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { makePicture, pngThatClaims } from '../../support/files.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

const PLAIN = { mime: PLAIN_MIME, width: null, height: null, isAnimated: false };
const HTML = '<!doctype html><script>alert(1)</script>';
const SVG = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';

async function identify(bytes: Uint8Array): Promise<FileKind> {
  const file = path.join(await tempDirForTest(), 'bytes');
  await writeFile(file, bytes);
  return identifyFile({ head: Buffer.from(bytes.subarray(0, LIMITS.fileHeadBytes)), path: file });
}

describe('a picture', () => {
  it.each(['png', 'jpeg', 'gif', 'webp', 'avif'] as const)(
    'of type %s is known with its size',
    async (format) => {
      const kind = await identify(await makePicture(format));
      expect(kind).toEqual({ mime: `image/${format}`, width: 30, height: 20, isAnimated: false });
    },
  );

  it('has the size at which it is shown, turned by its orientation', async () => {
    const turned = await sharp(await makePicture('jpeg'))
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(await identify(turned)).toEqual({ mime: 'image/jpeg', width: 20, height: 30, isAnimated: false });
  });

  it('that claims more pixels than the limit is a plain file, and is not decoded', async () => {
    const started = performance.now();
    expect(await identify(pngThatClaims(50_000, 50_000))).toEqual(PLAIN);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('that is cut off inside its header is a plain file', async () => {
    expect(await identify((await makePicture('png')).subarray(0, 20))).toEqual(PLAIN);
  });
});

describe('everything else', () => {
  it.each([
    ['HTML', HTML],
    ['SVG', SVG],
    ['text', 'hello'],
    ['a PDF', '%PDF-1.7\n%âãÏÓ\n'],
    ['a script', '#!/bin/sh\necho hello\n'],
    ['nothing', ''],
    ['HTML that begins like a GIF', `GIF89a/*${HTML}*/`],
    ['SVG that begins like a JPEG', `\u00ff\u00d8\u00ff${SVG}`],
  ])('%s is a plain file', async (_what, text) => {
    expect(await identify(Buffer.from(text, 'latin1'))).toEqual(PLAIN);
  });

  it('is sound where it begins like sound', async () => {
    const wav = Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0', 'latin1'), Buffer.alloc(32)]);
    expect(await identify(wav)).toEqual({ ...PLAIN, mime: 'audio/wav' });
  });

  it('is a film where it begins like one', async () => {
    const mp4 = Buffer.concat([
      Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'),
      Buffer.alloc(32),
    ]);
    expect(await identify(mp4)).toEqual({ ...PLAIN, mime: 'video/mp4' });
  });
});
