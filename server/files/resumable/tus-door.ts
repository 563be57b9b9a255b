import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server } from '@tus/server';
import { AppError } from '../../protocol/errors.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { drainRequest } from '../drain-request.ts';
import { TusStore, type TusStoreOptions } from './tus-store.ts';

/** Speaks the tus protocol 1.0 (https://tus.io/protocols/resumable-upload) for those who have been let in. */
export class TusDoor {
  private readonly server: Server;
  private readonly owners = new WeakMap<IncomingMessage, number>();

  /** @param path where the uploads are, as the client sees it; no slash at the end */
  constructor(path: string, options: TusStoreOptions) {
    this.server = new Server({
      path,
      datastore: new TusStore(options),
      relativeLocation: true,
      // Pages of other addresses have no business here.
      allowedOrigins: () => false,
      lockDrainTimeout: LIMITS.uploadHandOverMs,
      onUploadCreate: (request, { metadata }) => {
        const node = request.runtime?.node?.req as IncomingMessage | undefined;
        const owner = node && this.owners.get(node);
        if (owner === undefined) throw new AppError('not_signed_in');
        return Promise.resolve({
          metadata: { filename: metadata?.['filename'] ?? '', owner: String(owner) },
        });
      },
      onResponseError: (_request, error) =>
        error instanceof AppError
          ? { status_code: error.status, body: JSON.stringify(error.toBody()) }
          : undefined,
    });
  }

  /** Answers one request of this person, whose right to it has been checked. */
  async handle(request: IncomingMessage, response: ServerResponse, ownerId: number): Promise<void> {
    this.owners.set(request, ownerId);
    request.setTimeout(LIMITS.uploadSilenceTimeoutMs, () => request.destroy());
    try {
      await this.server.handle(request, response);
    } finally {
      request.setTimeout(0);
      drainRequest(request);
    }
  }
}

/** The length that a new upload says it will have, in bytes. @throws AppError `invalid_request` */
export function announcedBytes({ headers }: Pick<IncomingMessage, 'headers'>): number {
  const length = String(headers['upload-length'] ?? '');
  const metadata = String(headers['upload-metadata'] ?? '');
  if (!/^\d{1,15}$/.test(length)) throw new AppError('invalid_request', { fields: ['Upload-Length'] });
  if (metadata.length > LIMITS.uploadMetadataMaxChars) {
    throw new AppError('invalid_request', { fields: ['Upload-Metadata'] });
  }
  return Number(length);
}
