import path from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { BlobStore } from '../../../server/files/blob-store.ts';
import type { Logger } from '../../../server/logging/logger.ts';
import { AppError } from '../../../server/protocol/errors.ts';
import { SettingsStore } from '../../../server/services/settings.ts';
import { sharePicture } from '../../../server/services/share-picture.ts';
import type { StoredPicture } from '../../../server/services/store-picture.ts';
import { makePicture } from '../../support/files.ts';
import { imageHostStandIn } from '../../support/image-host-stand-in.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

const KEYS = { freeimage_key: 'freeimage-key-6d207e02', smms_token: 'smms-token-14ac5499' };

/** What `sharePicture` works with, its hosts on loopback; and every line it logs. */
async function world(meta: Record<string, string>) {
  const standIn = await imageHostStandIn();
  const lines: string[] = [];
  const log = (event: string, fields: unknown): void => void lines.push(`${event} ${JSON.stringify(fields)}`);
  const logger: Logger = { debug: log, info: log, warn: log, error: log, child: () => logger };
  const blobs = await BlobStore.open({
    root: path.join(await tempDirForTest(), 'files'),
    knownHashes: async (hashes) => hashes,
    logger,
  });
  const bytes = await makePicture();
  const allowance = { maxBytes: 1_000_000, refusal: () => new AppError('file_too_large') };
  const blob = await blobs.receive(Readable.from([bytes]), allowance);
  await blobs.keep(blob, async () => undefined);
  const file = { id: '1', name: 'secret holiday.png', mime: 'image/png', size: blob.size, url: '' };
  const key = 'k'.repeat(22);
  const picture: StoredPicture = { fileId: '1', key, url: `/uploads/${key}.png`, hash: blob.hash, file };
  const imageHostUrls = { freeimage: standIn.url, smms: standIn.url };
  const context = { settings: new SettingsStore(meta), imageHostUrls, blobs, logger };
  return { standIn, context, picture, lines };
}

it('keeps a picture on the host, and makes not one connection, while image hosts are off', async () => {
  const { standIn, context, picture } = await world(KEYS);
  expect(await sharePicture(context, picture, new AbortController().signal)).toEqual({
    url: picture.url,
    host: null,
    failures: [],
  });
  expect(standIn.connectionCount()).toBe(0);
});

it('makes no connection either where they are on and no key is known', async () => {
  const { standIn, context, picture } = await world({ image_hosts: 'yes' });
  expect((await sharePicture(context, picture, new AbortController().signal)).url).toBe(picture.url);
  expect(standIn.connectionCount()).toBe(0);
});

it('gives the address at the image host where they are on', async () => {
  const { standIn, context, picture } = await world({ ...KEYS, image_hosts: 'yes' });
  expect(await sharePicture(context, picture, new AbortController().signal)).toEqual({
    url: 'https://iili.io/33o3vOg.md.jpg',
    host: 'freeimage',
    failures: [],
  });
  // A sender's name for a picture, and the key of its address here, stay in the house.
  const { fileName } = standIn.uploads[0]!.parts.get('source')!;
  expect(fileName).toBe('picture.png');
});

it('falls back to its own address where every host fails, and logs why without a key', async () => {
  const { standIn, context, picture, lines } = await world({ ...KEYS, image_hosts: 'yes' });
  standIn.moods = { freeimage: 'breaks', smms: 'no-json' };
  expect(await sharePicture(context, picture, new AbortController().signal)).toEqual({
    url: picture.url,
    host: null,
    failures: [
      { host: 'freeimage', reason: 'server_error' },
      { host: 'smms', reason: 'bad_answer' },
    ],
  });
  expect(lines.filter((line) => line.startsWith('image_host_failed'))).toEqual([
    'image_host_failed {"host":"freeimage","reason":"server_error"}',
    'image_host_failed {"host":"smms","reason":"bad_answer"}',
  ]);
});
