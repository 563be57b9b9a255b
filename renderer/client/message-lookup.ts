import type { Message } from '../../server/protocol/message.ts';
import type { ApiResult } from './http-call.ts';

const REMEMBERED_MAX = 200;

/** Single messages read from the host, for quotes of what no timeline holds. Asks once for each. */
export interface MessageLookup {
  /** Null where it is gone, or nothing can be learnt of it now. */
  find(messageId: string): Promise<Message | null>;
  /** The message changed: what was read is not true any more. */
  forget(messageId: string): void;
  forgetAll(): void;
}

export function createMessageLookup(
  read: (messageId: string) => Promise<ApiResult<{ message: Message }>>,
): MessageLookup {
  const asked = new Map<string, Promise<Message | null>>();

  async function ask(messageId: string): Promise<Message | null> {
    const answer = await read(messageId);
    if (answer.ok) return answer.value.message;
    // "Gone" is an answer worth keeping; everything else may be different next time.
    if (answer.code !== 'message_not_found') asked.delete(messageId);
    return null;
  }

  return {
    find(messageId) {
      const known = asked.get(messageId);
      if (known) return known;
      if (asked.size >= REMEMBERED_MAX) asked.delete(asked.keys().next().value ?? '');
      const answer = ask(messageId);
      asked.set(messageId, answer);
      return answer;
    },
    forget: (messageId) => {
      asked.delete(messageId);
    },
    forgetAll: () => {
      asked.clear();
    },
  };
}
