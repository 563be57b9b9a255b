import { randomBytes } from 'node:crypto';
import { cleanFileName } from '../files/file-name.ts';
import { identifyFile, type FileKind } from '../files/identify-file.ts';
import type { Upload } from '../files/upload-form.ts';
import type { MessageFile } from '../protocol/message.ts';
import type { ServiceContext } from './service-context.ts';

const KEY_BYTES = 16;

/** What is known of bytes before they have a row. */
export interface BlobFacts extends FileKind {
  hash: string;
  size: number;
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
 * @param admit a last look at what the bytes turned out to be; may throw
 * @throws AppError `quota_exceeded`, `not_signed_in`, what `admit` throws, and what the disk says
 */
export async function storeFile(
  context: ServiceContext,
  ownerId: number,
  { blob, originalName }: Upload,
  admit: (kind: FileKind) => void = () => undefined,
): Promise<StoredFile> {
  try {
    const kind = await identifyFile(blob);
    admit(kind);
    const facts = { ...kind, hash: blob.hash, size: blob.size };
    return await context.blobs.keep(blob, () => insertFile(context, ownerId, facts, originalName));
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
): Promise<StoredFile> {
  const key = randomBytes(KEY_BYTES).toString('base64url');
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
