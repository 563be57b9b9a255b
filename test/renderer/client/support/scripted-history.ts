import type { HistoryAnswer } from '../../../../server/protocol/http.ts';
import type { Message } from '../../../../server/protocol/message.ts';
import type { HistoryPage } from '../../../../renderer/client/host-api.ts';
import type { ApiResult } from '../../../../renderer/client/http-call.ts';
import { settle } from './manual-clock.ts';
import { message } from './samples.ts';

export interface AskedPage extends HistoryPage {
  /** Answers with the history as it was when asked, or with a failure. */
  answer(failure?: ApiResult<HistoryAnswer> & { ok: false }): Promise<void>;
}

/** A room's history whose pages arrive when the test says so. */
export class ScriptedHistory {
  messages: Message[];
  readonly asked: AskedPage[] = [];

  constructor(seqs: readonly number[]) {
    this.messages = seqs.map((seq) => message(seq));
  }

  readonly fetchPage = (page: HistoryPage): Promise<ApiResult<HistoryAnswer>> => {
    const { before = Infinity, after, limit } = page;
    const all = this.messages.filter(({ seq }) => seq < before && seq > (after ?? 0));
    const messages = after === undefined ? all.slice(-limit) : all.slice(0, limit);
    const value = { messages, hasMore: all.length > limit };
    return new Promise((resolve) => {
      this.asked.push({
        ...page,
        answer: async (failure) => {
          resolve(failure ?? { ok: true, value });
          await settle();
        },
      });
    });
  };
}

/** All whole numbers from one to another. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
