import type { ControlMessage, ControlRequest } from '../../server/protocol/control.ts';
import { SHELL_LIMITS } from '../shell/limits.ts';
import type { ServerChild } from './server-child.ts';

/** A request to the host failed; `code` is the host's own, `not_running` or `server_stuck`. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type RequestType = ControlRequest['type'];
/** A request without its number. */
export type Question<Type extends RequestType> = { type: Type } & Omit<
  Extract<ControlRequest, { type: Type }>,
  'id' | 'type'
>;

interface AnswerTypes {
  'make-owner': 'owner';
  'owner-session': 'owner';
  'chat-entry': 'entry';
  'pause-joining': 'done';
  ping: 'pong';
  woke: 'done';
  stop: 'done';
}
export type Answer<Type extends RequestType> = Extract<ControlMessage, { type: AnswerTypes[Type] }>;

/** Requests to one run of the host's process, and the answers that carry their numbers. */
export interface ControlLink {
  /** @throws ControlError */
  ask: <Type extends RequestType>(question: Question<Type>) => Promise<Answer<Type>>;
  /** For a message from the host; true where it was an answer. */
  settle: (message: ControlMessage) => boolean;
  /** The process has ended: nothing is answered any more. */
  end: () => void;
}

interface Waiting {
  resolve: (message: ControlMessage) => void;
  reject: (error: ControlError) => void;
  timer: NodeJS.Timeout;
}

export function controlLink(child: Pick<ServerChild, 'send'>): ControlLink {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let hasEnded = false;

  return {
    ask: <Type extends RequestType>(question: Question<Type>) =>
      new Promise<Answer<Type>>((resolve, reject) => {
        if (hasEnded) {
          reject(notRunning());
          return;
        }
        const id = ++lastId;
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new ControlError('server_stuck', `The host did not answer ${question.type} in time.`));
        }, SHELL_LIMITS.requestMs);
        // What answers a request is fixed by its type.
        const settle = resolve as (message: ControlMessage) => void;
        waiting.set(id, { resolve: settle, reject, timer });
        child.send({ ...question, id } as unknown as ControlRequest);
      }),
    settle(message) {
      if (!('id' in message)) return false;
      const asked = waiting.get(message.id);
      if (asked === undefined) return true;
      waiting.delete(message.id);
      clearTimeout(asked.timer);
      if (message.type === 'failed') asked.reject(new ControlError(message.code, message.message));
      else asked.resolve(message);
      return true;
    },
    end() {
      hasEnded = true;
      for (const { reject, timer } of waiting.values()) {
        clearTimeout(timer);
        reject(notRunning());
      }
      waiting.clear();
    },
  };
}

export function notRunning(): ControlError {
  return new ControlError('not_running', 'The host is not on just now.');
}
