import { rm } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../server/protocol/limits.ts';
import { get, post, remove, statusOf, world } from '../support/file-world.ts';
import { filesOnDisk, makePicture, pngThatClaims, sha256, uploadFile } from '../support/files.ts';
import { callOk, joinAs } from '../support/people.ts';

const PORCH = '1';

/** A photo as a phone takes it: on its side, with the place in it. */
function phonePhoto(): Promise<Buffer> {
  return sharp({ create: { width: 1_600, height: 1_000, channels: 3, background: '#c05a28' } })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'secret place' }, IFD3: { GPSLatitude: '52/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

async function bytesOf(...args: Parameters<typeof get>): Promise<Buffer> {
  return Buffer.from(await (await get(...args)).arrayBuffer());
}

describe('a picture of some size', () => {
  it('comes with a thumbnail, upright and without its secrets, and with its colours in the message', async () => {
    const { host, owner } = await world();
    const photo = await phonePhoto();
    const file = await uploadFile(host, owner.token, photo, 'photo.jpg');
    expect(file).toMatchObject({
      width: 1_000,
      height: 1_600,
      thumbnailUrl: `/api/v1/thumbnails/${file.id}`,
    });
    const message = await post(host, owner.token, PORCH, [file.id]);
    expect(message.files).toEqual([file]);

    const response = await get(host, file.thumbnailUrl!, owner.token);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/webp',
      'content-security-policy': expect.stringContaining('sandbox'),
      'x-content-type-options': 'nosniff',
      etag: `"${sha256(photo)}-thumbnail"`,
    });
    const thumbnail = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect(thumbnail).toMatchObject({ format: 'webp', width: 400, height: LIMITS.thumbnailMaxHeight });
    expect(thumbnail.exif).toBeUndefined();
    expect(thumbnail.orientation).toBeUndefined();

    const preview = Buffer.from(file.preview!, 'base64');
    expect(preview.length).toBeLessThan(300);
    expect(await sharp(preview).metadata()).toMatchObject({ format: 'webp', height: LIMITS.previewMaxSide });
    const { dominant } = await sharp(preview).stats();
    expect(dominant.r).toBeGreaterThan(150);
  });

  it('shows its thumbnail to those alone who may see the picture', async () => {
    const { host, owner } = await world();
    const ann = await joinAs(host, 'Ann');
    const file = await uploadFile(host, owner.token, await phonePhoto(), 'photo.jpg');
    expect(await statusOf(host, file.thumbnailUrl!, ann.token)).toBe(404);
    expect(await statusOf(host, file.thumbnailUrl!)).toBe(401);
    await post(host, owner.token, PORCH, [file.id]);
    expect(await statusOf(host, file.thumbnailUrl!, ann.token)).toBe(200);
  });

  it('has its thumbnail made anew where it was lost, once however many ask', async () => {
    const { host, owner } = await world();
    const photo = await phonePhoto();
    const file = await uploadFile(host, owner.token, photo, 'photo.jpg');
    const kept = await bytesOf(host, file.thumbnailUrl!, owner.token);
    await rm(path.join(host.dataDir, 'files', sha256(photo).slice(0, 2), `${sha256(photo)}.webp`));
    const again = await Promise.all([1, 2, 3].map(() => bytesOf(host, file.thumbnailUrl!, owner.token)));
    expect(again).toEqual([kept, kept, kept]);
  });

  it('takes its thumbnail along when its last message goes, and not before', async () => {
    const { host, owner } = await world();
    const photo = await phonePhoto();
    const [one, other] = [
      await uploadFile(host, owner.token, photo, 'one.jpg'),
      await uploadFile(host, owner.token, photo, 'other.jpg'),
    ];
    const messages = [
      await post(host, owner.token, PORCH, [one.id]),
      await post(host, owner.token, PORCH, [other.id]),
    ];
    expect(await filesOnDisk(host.dataDir)).toHaveLength(2);
    await remove(host, owner.token, messages[0]!.id);
    expect(await statusOf(host, one.thumbnailUrl!, owner.token)).toBe(404);
    expect(await statusOf(host, other.thumbnailUrl!, owner.token)).toBe(200);
    await remove(host, owner.token, messages[1]!.id);
    expect(await filesOnDisk(host.dataDir)).toEqual([]);
  });
});

describe('no thumbnail is made', () => {
  it('of small pictures, of what is none, and of bombs', async () => {
    const { host, owner } = await world();
    for (const [bytes, name] of [
      [await makePicture('png'), 'small.png'],
      [Buffer.alloc(100_000, 'text'), 'long.txt'],
      [Buffer.concat([pngThatClaims(60_000, 60_000), Buffer.alloc(80_000)]), 'bomb.png'],
    ] as const) {
      const file = await uploadFile(host, owner.token, bytes, name);
      expect(file, name).not.toHaveProperty('thumbnailUrl');
      expect(file, name).not.toHaveProperty('preview');
      expect(await statusOf(host, `/api/v1/thumbnails/${file.id}`, owner.token), name).toBe(404);
    }
  });

  it('of a picture whose pixels are broken; it can still be fetched', async () => {
    const { host, owner } = await world();
    const whole = await sharp({
      create: {
        width: 1_000,
        height: 1_000,
        channels: 3,
        background: '#444',
        noise: { type: 'gaussian', mean: 99, sigma: 40 },
      },
    })
      .png()
      .toBuffer();
    const file = await uploadFile(host, owner.token, whole.subarray(0, whole.length / 2), 'half.png');
    expect(file).toMatchObject({ mime: 'image/png', width: 1_000 });
    expect(file).not.toHaveProperty('thumbnailUrl');
    expect(await statusOf(host, file.url, owner.token)).toBe(200);
    expect(await callOk(host, 'GET', '/server')).toBeDefined();
  });

  it('of a picture that moves, which keeps its colours all the same', async () => {
    const { host, owner } = await world();
    const frame = (background: string) =>
      sharp({ create: { width: 800, height: 700, channels: 3, background } })
        .png()
        .toBuffer();
    const moving = await sharp([await frame('#a33'), await frame('#3a3')], { join: { animated: true } })
      .gif()
      .toBuffer();
    const file = await uploadFile(host, owner.token, moving, 'moving.gif');
    expect(file).toMatchObject({ mime: 'image/gif', width: 800, height: 700, preview: expect.any(String) });
    expect(file).not.toHaveProperty('thumbnailUrl');
  });
});
