import type { DetailedError, Upload } from 'tus-js-client';
import type { ErrorBody } from '../../server/protocol/errors.ts';
import type { Effects } from './effects.ts';
import { OFFLINE } from './http-call.ts';
import type { Failure } from './types.ts';
import type { UploadEvents, UploadJob, UploadTransport } from './upload-transport.ts';

const ENDPOINT = '/api/v1/resumable-uploads';
const TUS_VERSION = '1.0.0';
/** Two requests for one upload met, or it has got on meanwhile: asking again where it stands settles it. */
const CONFLICTS: ReadonlySet<number> = new Set([400, 409, 423, 460]);

/** The tus protocol, by its own client, which is fetched with the first file somebody sends. */
export function createTusTransport(effects: Pick<Effects, 'fetch'>): UploadTransport {
  return {
    start(job, events) {
      let upload: Upload | null = null;
      let isOver = false;
      const tell: UploadEvents = {
        begun: (url) => {
          if (!isOver) events.begun(url);
        },
        progressed: (bytes) => {
          if (!isOver) events.progressed(bytes);
        },
        ended: (result) => {
          if (isOver) return;
          isOver = true;
          events.ended(result);
        },
      };
      import('tus-js-client').then(
        (tus) => {
          if (isOver) return;
          upload = begin(tus.Upload, job, tell);
        },
        () => {
          tell.ended(OFFLINE);
        },
      );
      return () => {
        isOver = true;
        void upload?.abort();
      };
    },

    async drop(url) {
      try {
        const response = await effects.fetch(url, {
          method: 'DELETE',
          credentials: 'same-origin',
          headers: { 'tus-resumable': TUS_VERSION },
        });
        return response.ok ? { ok: true, value: undefined } : failureOf(response.status, '');
      } catch {
        return OFFLINE;
      }
    },
  };
}

function begin(UploadClass: typeof Upload, { blob, name, url }: UploadJob, tell: UploadEvents): Upload {
  const upload = new UploadClass(blob, {
    endpoint: ENDPOINT,
    uploadUrl: url,
    metadata: { filename: name },
    // When to try again is decided by who knows whether the host is there.
    retryDelays: [],
    storeFingerprintForResuming: false,
    onUploadUrlAvailable: () => {
      if (upload.url !== null) tell.begun(upload.url);
    },
    onProgress: tell.progressed,
    onError: (error) => {
      tell.ended(failureFrom(error));
    },
    onSuccess: () => {
      tell.ended({ ok: true, url: upload.url ?? '' });
    },
  });
  upload.start();
  return upload;
}

function failureFrom(error: Error | DetailedError): Failure {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  return response ? failureOf(response.getStatus(), response.getBody()) : OFFLINE;
}

function failureOf(status: number, body: string): Failure {
  try {
    const { error } = JSON.parse(body) as Partial<ErrorBody>;
    if (typeof error?.code === 'string') return { ok: false, code: error.code, message: error.message };
  } catch {
    // The protocol's own refusals are plain sentences.
  }
  if (CONFLICTS.has(status)) return { ok: false, code: 'busy', message: body };
  return { ok: false, code: status >= 500 ? 'offline' : 'invalid_upload', message: body };
}
