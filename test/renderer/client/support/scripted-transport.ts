import type { ApiResult } from '../../../../renderer/client/http-call.ts';
import type {
  UploadEvents,
  UploadJob,
  UploadTransport,
} from '../../../../renderer/client/upload-transport.ts';

/** One try to send a file, whose course is in the test's hand. */
export interface Try {
  job: UploadJob;
  events: UploadEvents;
  isStopped: boolean;
}

/** Sends nothing, and notes what it was asked. */
export class ScriptedTransport implements UploadTransport {
  readonly tries: Try[] = [];
  readonly dropped: string[] = [];

  get running(): Try[] {
    return this.tries.filter(({ isStopped }) => !isStopped);
  }

  start(job: UploadJob, events: UploadEvents): () => void {
    const attempt: Try = { job, events, isStopped: false };
    this.tries.push(attempt);
    return () => {
      attempt.isStopped = true;
    };
  }

  drop(url: string): Promise<ApiResult<undefined>> {
    this.dropped.push(url);
    return Promise.resolve({ ok: true, value: undefined });
  }
}
