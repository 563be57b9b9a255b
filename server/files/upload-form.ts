import type { Request, Response } from 'express';
import multer, { type StorageEngine } from 'multer';
import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { BlobStore } from './blob-store.ts';
import { drainRequest } from './drain-request.ts';
import { decodeFormName } from './file-name.ts';
import type { Allowance, IncomingBlob } from './incoming-blob.ts';

/** One file out of a form, on the disk and not yet kept. */
export interface Upload {
  blob: IncomingBlob;
  /** The sender's name for it, as sent. */
  originalName: string;
}

const FIELD = 'file';

/** What a request says of its own length in bytes; null where it says nothing. */
export function declaredBytes({ headers }: Pick<Request, 'headers'>): number | null {
  const length = headers['content-length'];
  return length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null;
}

/**
 * Reads a multipart form with exactly one file, in the field `file`, straight onto the disk. Where that
 * fails, or the sender goes away, nothing stays. A refusal does not wait for the rest of the body: it is
 * read away meanwhile, for a while, so that the sender comes to read why.
 *
 * @throws AppError `unsupported_media_type` for no multipart, `invalid_upload` for no file, several files or
 *   a broken form, the allowance's refusal, and what the disk says
 */
export async function readUploadForm(
  request: Request,
  response: Response,
  store: BlobStore,
  allowance: Allowance,
): Promise<Upload> {
  if (typeof request.is('multipart/form-data') !== 'string') throw new AppError('unsupported_media_type');
  const aborting = new AbortController();
  const received: Promise<Upload>[] = [];
  request.setTimeout(LIMITS.uploadSilenceTimeoutMs, () => request.destroy());
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (error: unknown): void => reject(toUploadError(error));
      const engine = storageEngine(store, allowance, aborting.signal, received, fail);
      // Parts that are no file are bounded too: nothing may hold the connection with an endless form.
      refuseBeyond(request, allowance, fail);
      request.once('close', () => {
        // It also closes when all of it has been read.
        if (!request.complete) fail(new Error('the sender went away'));
      });
      void uploadForm(engine)(request, response, (error: unknown) => (error ? fail(error) : resolve()));
    });
    const [upload] = received;
    if (!upload) throw invalidUpload('no_file');
    return await upload;
  } catch (error) {
    aborting.abort();
    drainRequest(request);
    throw (await discardAll(received)) ?? error;
  } finally {
    request.setTimeout(0);
  }
}

/**
 * Removes what was received of a form that failed.
 *
 * @returns why a file was not received, where that is known: a form also looks broken when its file was refused
 */
async function discardAll(received: readonly Promise<Upload>[]): Promise<AppError | null> {
  let refusal: AppError | null = null;
  for (const result of await Promise.allSettled(received)) {
    if (result.status === 'fulfilled') await result.value.blob.discard();
    else if (result.reason instanceof AppError && result.reason.code !== 'invalid_upload') {
      refusal = result.reason;
    }
  }
  return refusal;
}

function uploadForm(storage: StorageEngine) {
  return multer({
    storage,
    // Names are cleaned in one place; a parser that cuts them takes "." for no file at all.
    preservePath: true,
    limits: {
      fields: LIMITS.uploadFormMaxFields,
      fieldSize: LIMITS.uploadFormFieldMaxBytes,
      parts: LIMITS.uploadFormMaxFields,
      fieldNameSize: LIMITS.uploadFormFieldMaxBytes,
    },
  }).any();
}

function storageEngine(
  store: BlobStore,
  allowance: Allowance,
  signal: AbortSignal,
  received: Promise<Upload>[],
  fail: (error: unknown) => void,
): StorageEngine {
  return {
    _handleFile: (_request, { fieldname, originalname, stream }, done) => {
      if (fieldname !== FIELD || received.length > 0) {
        stream.resume();
        fail(invalidUpload(fieldname === FIELD ? 'several_files' : 'wrong_field'));
        done(null);
        return;
      }
      const upload = store
        .receive(stream, allowance, signal)
        .then((blob): Upload => ({ blob, originalName: decodeFormName(originalname) }));
      received.push(upload);
      signal.addEventListener('abort', () => stream.destroy(), { once: true });
      upload.then(
        () => done(null),
        (error: unknown) => {
          fail(error);
          done(error);
        },
      );
    },
    // What was received is removed above, whoever noticed the failure.
    _removeFile: (_request, _file, done) => done(null),
  };
}

function refuseBeyond(request: Request, { maxBytes, refusal }: Allowance, fail: (error: unknown) => void) {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes + LIMITS.uploadFormMaxExtraBytes) fail(refusal());
  });
}

function toUploadError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('invalid_upload', { reason: 'malformed' }, { cause: error });
}

function invalidUpload(reason: 'no_file' | 'several_files' | 'wrong_field'): AppError {
  return new AppError('invalid_upload', { reason });
}
