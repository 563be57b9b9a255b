import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogEvent } from '../../../server/protocol/event.ts';
import type { PeopleAnswer } from '../../../server/protocol/http.ts';
import { OFFLINE, type ApiResult } from '../../../renderer/client/http-call.ts';
import { createPeopleLoader, type PeopleLoader } from '../../../renderer/client/people-loader.ts';
import { ManualClock, settle } from './support/manual-clock.ts';
import { user } from './support/samples.ts';

const EVENT: LogEvent = { seq: 4, kind: 'user.created', user: user('4') };
const PEOPLE: ApiResult<PeopleAnswer> = { ok: true, value: { users: [{ ...user('1'), isOnline: true }] } };

let clock: ManualClock;
let isLive: boolean;
let answers: ((answer: ApiResult<PeopleAnswer>) => void)[];
let people: PeopleLoader;
const loaded = vi.fn();

beforeEach(() => {
  clock = new ManualClock();
  isLive = true;
  answers = [];
  loaded.mockReset();
  people = createPeopleLoader({
    effects: clock,
    fetchUsers: () => new Promise((resolve) => answers.push(resolve)),
    isLive: () => isLive,
    loaded,
  });
});

describe('loading people', () => {
  it('tells what happened meanwhile along with the list', async () => {
    people.heard({ ...EVENT, seq: 3 });
    people.load();
    people.heard(EVENT);
    answers[0]!(PEOPLE);
    await settle();
    people.heard({ ...EVENT, seq: 5 });
    expect(loaded.mock.calls).toEqual([[[{ ...user('1'), isOnline: true }], [EVENT]]]);
  });

  it('tries again after a failure, at the latest with the next connection', async () => {
    people.load();
    answers[0]!(OFFLINE);
    await clock.pass(3_000);
    isLive = false;
    answers[1]!(OFFLINE);
    await clock.pass(60_000);
    expect(answers).toHaveLength(2);
    people.goLive();
    answers[2]!(PEOPLE);
    await settle();
    people.goLive();
    expect(answers).toHaveLength(3);
    expect(loaded).toHaveBeenCalledOnce();
  });

  it('throws the answer to an older question away', async () => {
    people.load();
    people.load();
    answers[1]!(PEOPLE);
    answers[0]!(PEOPLE);
    await settle();
    expect(loaded).toHaveBeenCalledOnce();
  });
});
