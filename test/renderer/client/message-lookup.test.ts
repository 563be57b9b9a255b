import { beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../server/protocol/message.ts';
import { OFFLINE, type ApiResult } from '../../../renderer/client/http-call.ts';
import { createMessageLookup, type MessageLookup } from '../../../renderer/client/message-lookup.ts';
import { message } from './support/samples.ts';

const GONE = { ok: false, code: 'message_not_found', message: '' } as const;

let answer: ApiResult<{ message: Message }>;
let asked: string[];
let lookup: MessageLookup;

beforeEach(() => {
  answer = { ok: true, value: { message: message(5) } };
  asked = [];
  lookup = createMessageLookup((messageId) => {
    asked.push(messageId);
    return Promise.resolve(answer);
  });
});

describe('looking a message up', () => {
  it('asks once for each', async () => {
    expect(await Promise.all([lookup.find('m5'), lookup.find('m5')])).toEqual([message(5), message(5)]);
    expect(asked).toEqual(['m5']);
  });

  it('remembers what is gone, but not a host that did not answer', async () => {
    answer = OFFLINE;
    expect(await lookup.find('m5')).toBeNull();
    answer = GONE;
    expect(await lookup.find('m5')).toBeNull();
    expect(await lookup.find('m5')).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('asks again after a change', async () => {
    await lookup.find('m5');
    lookup.forget('m5');
    await lookup.find('m5');
    lookup.forgetAll();
    await lookup.find('m5');
    expect(asked).toHaveLength(3);
  });

  it('remembers a limited number', async () => {
    for (let id = 0; id < 250; id++) await lookup.find(`m${id}`);
    await lookup.find('m249');
    await lookup.find('m0');
    expect(asked).toHaveLength(251);
  });
});
