import type { ApiResult } from './http-call.ts';
import type { Failure } from './types.ts';

export interface UploadJob {
  blob: Blob;
  name: string;
  /** Where an earlier try began to put the bytes; null for the first. */
  url: string | null;
}

export interface UploadEvents {
  /** The host has a place for the bytes; a later try goes on there. */
  begun(url: string): void;
  /** So many bytes have gone out; some may still be on their way. */
  progressed(sentBytes: number): void;
  /** The last word: all bytes are there, or this try failed. */
  ended(result: { ok: true; url: string } | Failure): void;
}

/** Brings bytes to the host. Nothing here throws. */
export interface UploadTransport {
  /** Begins, or goes on where the job's url has got to. The function it gives ends this try; nothing is told after that. */
  start(job: UploadJob, events: UploadEvents): () => void;
  /** Lets the host forget what has arrived there, as far as it can be reached. */
  drop(url: string): Promise<ApiResult<undefined>>;
}
