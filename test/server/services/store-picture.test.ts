import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BlobStore } from '../../../server/files/blob-store.ts';
import { PictureWorkshop } from '../../../server/files/picture-workshop.ts';
import { UnfinishedUploads } from '../../../server/files/resumable/unfinished-uploads.ts';
import { UploadSlots } from '../../../server/files/upload-slots.ts';
import type { Logger } from '../../../server/logging/logger.ts';
import { AppError } from '../../../server/protocol/errors.ts';
import { deleteMessage } from '../../../server/services/change-message.ts';
import { Directory } from '../../../server/services/directory.ts';
import { dropStaleFiles } from '../../../server/services/drop-files.ts';
import type { ServiceContext } from '../../../server/services/service-context.ts';
import { SettingsStore } from '../../../server/services/settings.ts';
import {
  attachablePicture,
  findFileByKey,
  keyOfPictureUrl,
  pictureUrls,
  storePicture,
} from '../../../server/services/store-picture.ts';
import { sendMessage } from '../../../server/services/send-message.ts';
import { openStorage } from '../../../server/storage/storage.ts';
import { filesOnDisk, makePicture } from '../../support/files.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

const [OLIVE, HEDY] = [1, 2];
const [PORCH, ATTIC] = ['1', '2'];
const DAY_MS = 86_400_000;
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

type FileContext = Pick<
  ServiceContext,
  | 'writer'
  | 'readers'
  | 'directory'
  | 'settings'
  | 'blobs'
  | 'uploadSlots'
  | 'uploads'
  | 'pictures'
  | 'logger'
  | 'now'
>;

/** A stored world of two people, a room for both and one for Olive alone. */
async function world(now: () => number = Date.now) {
  const dataDir = await tempDirForTest();
  const rooms = [{ name: 'Porch', topic: '' }];
  const storage = await openStorage(dataDir, { serverId: 's', cookieKey: 'c', serverName: 'Test', rooms });
  onTestFinished(() => storage.close());
  const { writer, readers } = storage;
  for (const username of ['Olive', 'Hedy']) {
    const session = { tokenHash: username, expiresAt: 10 ** 13, address: '', userAgent: '' };
    const account = { username, passwordHash: null, role: 'guest', avatarId: '1', session } as const;
    await writer.submit('createAccount', account);
  }
  const attic = { userId: OLIVE, kind: 'private', name: 'Attic', topic: '', isDefault: false, memberIds: [] };
  await writer.submit('createRoom', { ...attic, kind: 'private' });
  const blobs = await BlobStore.open({
    root: path.join(dataDir, 'files'),
    knownHashes: (hashes) => readers.query('knownBlobs', { hashes }),
    logger: silent,
  });
  const state = await readers.query('loadState');
  const files: FileContext = {
    writer,
    readers,
    directory: new Directory(state),
    settings: new SettingsStore(state.meta),
    blobs,
    uploadSlots: new UploadSlots(),
    uploads: await UnfinishedUploads.open(path.join(blobs.root, 'resumable'), silent),
    pictures: new PictureWorkshop(),
    logger: silent,
    now,
  };
  // The rest of a context has nothing to do with files.
  return { context: files as ServiceContext, dataDir };
}

async function upload({ blobs }: ServiceContext, bytes: Buffer, originalName = 'porch.png') {
  const allowance = { maxBytes: 1_000_000, refusal: () => new AppError('file_too_large') };
  return { blob: await blobs.receive(Readable.from([bytes]), allowance), originalName };
}

async function store(context: ServiceContext, userId: number) {
  return storePicture(context, userId, await upload(context, await makePicture()));
}

function post(context: ServiceContext, userId: number, roomId: string, fileId: string) {
  return sendMessage(context, userId, {
    clientMessageId: `m-${fileId}`,
    roomId,
    text: '',
    fileIds: [fileId],
  });
}

describe('a stored picture', () => {
  it('has an address of 128 random bits that leads to it', async () => {
    const { context } = await world();
    const picture = await store(context, OLIVE);
    expect(picture.url).toMatch(/^\/uploads\/[\w-]{22}\.png$/);
    expect(Buffer.from(picture.key, 'base64url')).toHaveLength(16);
    expect(keyOfPictureUrl(picture.url)).toBe(picture.key);
    expect(await findFileByKey(context, picture.key)).toMatchObject({
      fileId: 1,
      ownerId: OLIVE,
      roomId: null,
    });
    expect(await pictureUrls(context, [picture.fileId, '999'])).toEqual(new Map([['1', picture.url]]));
    expect((await store(context, OLIVE)).key).not.toBe(picture.key);
  });

  it('is a picture: anything else is refused, and leaves nothing', async () => {
    const { context, dataDir } = await world();
    const words = await upload(context, Buffer.from('<svg onload="alert(1)"/>'), 'porch.png');
    await expect(storePicture(context, OLIVE, words)).rejects.toMatchObject({ code: 'not_a_picture' });
    expect(await filesOnDisk(dataDir)).toEqual([]);
  });

  it('goes after a day where no message took it', async () => {
    const { context, dataDir } = await world(() => Date.now() + DAY_MS + 60_000);
    const [given, posted] = [await store(context, OLIVE), await store(context, HEDY)];
    await dropStaleFiles({ ...context, now: Date.now });
    expect(await findFileByKey(context, given.key)).not.toBeNull();
    await post(context, HEDY, PORCH, posted.fileId);
    await dropStaleFiles(context);
    expect(await findFileByKey(context, given.key)).toBeNull();
    expect(await findFileByKey(context, posted.key)).not.toBeNull();
    expect(await filesOnDisk(dataDir)).toHaveLength(1);
  });
});

describe('a picture that is shown by its address', () => {
  it('is the sender’s own file the first time, and a second file on the same bytes after that', async () => {
    const { context, dataDir } = await world();
    const { key, fileId } = await store(context, OLIVE);
    expect(await attachablePicture(context, OLIVE, key)).toBe(fileId);
    const { messageId } = await post(context, OLIVE, PORCH, fileId);
    const again = await attachablePicture(context, HEDY, key);
    expect(again).not.toBe(fileId);
    await post(context, HEDY, PORCH, again!);
    expect(await filesOnDisk(dataDir)).toHaveLength(1);
    await deleteMessage(context, OLIVE, messageId);
    expect(await findFileByKey(context, key)).toBeNull();
    expect(await filesOnDisk(dataDir)).toHaveLength(1);
  });

  it('is nobody else’s to show, unless they can see it', async () => {
    const { context } = await world();
    const { key, fileId } = await store(context, OLIVE);
    expect(await attachablePicture(context, HEDY, key)).toBeNull();
    await post(context, OLIVE, ATTIC, fileId);
    expect(await attachablePicture(context, HEDY, key)).toBeNull();
    expect(await attachablePicture(context, OLIVE, key)).not.toBeNull();
    expect(await attachablePicture(context, OLIVE, 'A'.repeat(22))).toBeNull();
    expect(await attachablePicture(context, OLIVE, "' OR 1=1 --")).toBeNull();
  });
});

describe('the key in an address', () => {
  const key = 'aB3_-'.padEnd(22, 'x');
  it.each([
    [`/uploads/${key}.png`, key],
    [`http://192.168.1.5:8322/uploads/${key}.jpg`, key],
    [`https://porch.local/uploads/${key}.webp`, key],
    [`/uploads/${key}`, null],
    [`/uploads/${key}.png?x=1`, null],
    [`/uploads/../${key}.png`, null],
    [`ftp://porch/uploads/${key}.png`, null],
    [`http://evil/x?/uploads/${key}.png`, null],
    ['https://iili.io/33o3vOg.md.jpg', null],
    ['', null],
  ])('%s', (text, expected) => {
    expect(keyOfPictureUrl(text)).toBe(expected);
  });
});
