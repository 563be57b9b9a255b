import { randomBytes } from 'node:crypto';
import { cleanFileName } from '../files/file-name.ts';
import { identifyFile, type FileKind } from '../files/identify-file.ts';
import type { Upload } from '../files/upload-form.ts';
import type { MessageFile } from '../protocol/message.ts';
import { copyPicture } from './picture-copies.ts';
import type { ServiceContext } from './service-context.ts';

const KEY_BYTES = 16;

/** What is known of bytes before they have a row. */
export interface BlobFacts {
  hash: string;
  size: number;
  mime: string;
  width: number | null;
  height: number | null;
  preview: string | null;
  hasThumbnail: boolean;
}

export interface StoreOptions {
  /** A last look at what the bytes turned out to be; may throw. */
  admit?: (kind: FileKind) => void;
  /** The unguessable part of its address; a new one where none is given. */
  key?: string;
}

export interface StoredFile {
  file: MessageFile;
  /** The unguessable part of the address that needs no session. */
  key: string;
}

/**
 * Keeps an upload as a file of this person, which a message of theirs may then take. Resolves when bytes
 * and row are on the disk; where it fails, neither is there.
 *
 * @throws AppError `quota_exceeded`, `not_signed_in`, what `admit` throws, and what the disk says
 */
export async function storeFile(
  context: ServiceContext,
  ownerId: number,
  { blob, originalName }: Upload,
  { admit, key }: StoreOptions = {},
): Promise<StoredFile> {
  try {
    const kind = await identifyFile(blob);
    admit?.(kind);
    const { mime, width, height } = kind;
    const copies = await copyPicture(context, blob, kind);
    const facts = { hash: blob.hash, size: blob.size, mime, width, height, ...copies };
    return await context.blobs.keep(blob, () => insertFile(context, ownerId, facts, originalName, key));
  } finally {
    await blob.discard();
  }
}

/** Gives a person another file of bytes that are kept already. @throws AppError as `storeFile` */
export async function storeCopy(
  context: ServiceContext,
  ownerId: number,
  facts: BlobFacts,
  name: string,
): Promise<StoredFile> {
  return context.blobs.hold(facts.hash, () => insertFile(context, ownerId, facts, name));
}

async function insertFile(
  { writer, settings }: ServiceContext,
  ownerId: number,
  blob: BlobFacts,
  name: string,
  key = randomBytes(KEY_BYTES).toString('base64url'),
): Promise<StoredFile> {
  const { userQuotaBytes, totalQuotaBytes } = settings.get().files;
  const { file } = await writer.submit('storeFile', {
    ownerId,
    blob,
    name: cleanFileName(name),
    urlKey: key,
    userQuotaBytes,
    totalQuotaBytes,
  });
  return { file, key };
}
