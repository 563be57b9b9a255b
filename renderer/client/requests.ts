import type { ClientFrame } from '../../server/protocol/client-frames.ts';
import type { ServerFrame } from '../../server/protocol/server-frames.ts';
import type { Effects } from './effects.ts';
import { OFFLINE } from './http-call.ts';
import { newId } from './ids.ts';
import type { Result } from './types.ts';

/** Somebody waits for the answer with a finger on the screen. */
export const ANSWER_WITHIN_MS = 10_000;

/** A change to a message; each may be repeated without harm. */
export type ChangeFrame = ClientFrame & { type: 'edit' | 'delete' | 'react' | 'confirm' };

export interface Requests {
  /** Sends the change, after a reconnect once more, until `done` or `error`; `offline` when neither comes. */
  ask(frame: ChangeFrame): Promise<Result>;
  answered(frame: ServerFrame & { type: 'done' | 'error' }): void;
  goLive(): void;
  /** Answers everything open with `offline`. */
  close(): void;
}

export function createRequests(
  effects: Pick<Effects, 'setTimer' | 'clearTimer' | 'randomBytes'>,
  transmit: (frame: ClientFrame) => void,
): Requests {
  const open = new Map<string, { frame: ChangeFrame; resolve: (result: Result) => void; timer: number }>();

  function settle(requestId: string, result: Result): void {
    const request = open.get(requestId);
    if (!request) return;
    open.delete(requestId);
    effects.clearTimer(request.timer);
    request.resolve(result);
  }

  return {
    ask: (change) =>
      new Promise((resolve) => {
        const requestId = newId(effects);
        const frame = { ...change, requestId };
        const timer = effects.setTimer(() => {
          settle(requestId, OFFLINE);
        }, ANSWER_WITHIN_MS);
        open.set(requestId, { frame, resolve, timer });
        transmit(frame);
      }),
    answered(frame) {
      if (frame.requestId === undefined) return;
      if (frame.type === 'done') settle(frame.requestId, { ok: true });
      else settle(frame.requestId, { ok: false, code: frame.code, message: frame.message });
    },
    goLive() {
      for (const { frame } of open.values()) transmit(frame);
    },
    close() {
      for (const requestId of [...open.keys()]) settle(requestId, OFFLINE);
    },
  };
}
