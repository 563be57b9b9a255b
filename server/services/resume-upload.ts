import { createHash } from 'node:crypto';
import type { UploadFacts } from '../files/resumable/unfinished-uploads.ts';
import { AppError } from '../protocol/errors.ts';
import type { MessageFile } from '../protocol/message.ts';
import { toMessageFile } from '../storage/file-rows.ts';
import type { ServiceContext } from './service-context.ts';
import { storeFile } from './store-file.ts';

const KEY_CHARS = 22;

/** An upload that this person has begun. @throws AppError `file_not_found` */
export function ownUpload({ uploads }: ServiceContext, userId: number, uploadId: string): UploadFacts {
  const facts = uploads.find(uploadId);
  if (facts?.ownerId !== userId) throw new AppError('file_not_found');
  return facts;
}

/**
 * Makes a file of an upload that is whole. However often it is asked, also over a restart of the host in its
 * midst, the same upload gives the same file: its key is made from the upload's id, and keys are unique.
 *
 * @throws AppError `file_not_found`, `invalid_upload` while bytes are missing, and as `storeFile`
 */
export async function finishUpload(
  context: ServiceContext,
  userId: number,
  uploadId: string,
): Promise<MessageFile> {
  const key = keyOfUpload(context.serverId, uploadId);
  return context.finishing.run(uploadId, async () => {
    const stored = await context.readers.query('findFileByKey', { urlKey: key });
    if (stored?.owner_id === userId) return toMessageFile(stored);
    const { name } = ownUpload(context, userId, uploadId);
    const blob = await context.uploads.toBlob(uploadId);
    const { file } = await storeFile(context, userId, { blob, originalName: name }, { key });
    return file;
  });
}

/** One way only: who reads an upload's id in a log has no key to the file. */
function keyOfUpload(serverId: string, uploadId: string): string {
  return createHash('sha256').update(`${serverId}:${uploadId}`).digest('base64url').slice(0, KEY_CHARS);
}
