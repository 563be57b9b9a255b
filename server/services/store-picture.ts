import { inlineType, isPicture } from '../files/inline-types.ts';
import type { Upload } from '../files/upload-form.ts';
import { AppError } from '../protocol/errors.ts';
import type { MessageFile } from '../protocol/message.ts';
import { maySee, toFoundFile, type FoundFile } from './read-file.ts';
import type { ServiceContext } from './service-context.ts';
import { storeCopy, storeFile } from './store-file.ts';

/** A picture with an address that needs no session: who was given the address may see it. */
export interface StoredPicture {
  fileId: string;
  key: string;
  /** `/uploads/KEY.EXT`. */
  url: string;
  hash: string;
  file: MessageFile;
}

const KEY = /^[\w-]{22}$/;
const PICTURE_PATH = /^(?:https?:\/\/[^/?#]+)?\/uploads\/([\w-]{22})\.[a-z]{3,4}$/;

/** Keeps an upload that must be a picture. @throws AppError `not_a_picture`, and as `storeFile` */
export async function storePicture(
  context: ServiceContext,
  userId: number,
  upload: Upload,
): Promise<StoredPicture> {
  const { file, key } = await storeFile(context, userId, upload, {
    admit: ({ mime }) => {
      if (!isPicture(mime)) throw new AppError('not_a_picture');
    },
  });
  return { fileId: file.id, key, url: pictureUrl(key, file.mime), hash: upload.blob.hash, file };
}

/** The picture with this key; null for a key of nothing and for files that are no pictures. */
export async function findFileByKey(context: ServiceContext, key: string): Promise<FoundFile | null> {
  if (!KEY.test(key)) return null;
  const row = await context.readers.query('findFileByKey', { urlKey: key });
  return row && isPicture(row.mime) ? toFoundFile(row) : null;
}

/** The key in a picture's address, with or without a host before it; whose host it is, is not looked at. */
export function keyOfPictureUrl(text: string): string | null {
  return PICTURE_PATH.exec(text)?.[1] ?? null;
}

/** The session-free addresses of some files, by file id. What is no picture has none. */
export async function pictureUrls(
  context: ServiceContext,
  fileIds: readonly string[],
): Promise<Map<string, string>> {
  if (fileIds.length === 0) return new Map();
  const rows = await context.readers.query('fileKeys', { fileIds: fileIds.map(Number) });
  return new Map(
    rows
      .filter((row) => isPicture(row.mime))
      .map((row) => [String(row.id), pictureUrl(row.url_key, row.mime)]),
  );
}

/**
 * The id of a file that a message of this person may take, for a picture they know by its key. Their own that
 * waits is that file; one that a message has already gets a second file on the same bytes, as an address may
 * be posted twice.
 *
 * @returns null where there is no such picture, or it is not theirs to show
 * @throws AppError `quota_exceeded`
 */
export async function attachablePicture(
  context: ServiceContext,
  userId: number,
  key: string,
): Promise<string | null> {
  const found = await findFileByKey(context, key);
  if (!found || !maySee(context, userId, found)) return null;
  if (found.roomId === null) return String(found.fileId);
  const { file } = await storeCopy(context, userId, found, found.name);
  return file.id;
}

function pictureUrl(key: string, mime: string): string {
  return `/uploads/${key}.${inlineType(mime)?.extension ?? 'bin'}`;
}
