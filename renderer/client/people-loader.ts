import type { LogEvent } from '../../server/protocol/event.ts';
import type { User } from '../../server/protocol/user.ts';
import type { PeopleAnswer } from '../../server/protocol/http.ts';
import type { Effects } from './effects.ts';
import type { ApiResult } from './http-call.ts';

const RETRY_MS = 3_000;

export interface PeopleLoaderDeps {
  effects: Pick<Effects, 'setTimer'>;
  fetchUsers(): Promise<ApiResult<PeopleAnswer>>;
  isLive(): boolean;
  /** `meanwhile`: events that came while the list was under way; it may have been read before them. */
  loaded(users: readonly User[], meanwhile: readonly LogEvent[]): void;
}

/** Reads the list of people, and again until that succeeds. */
export interface PeopleLoader {
  load(): void;
  /** Live again after a break: goes on with a reading that had failed. */
  goLive(): void;
  heard(event: LogEvent): void;
}

export function createPeopleLoader({ effects, fetchUsers, isLive, loaded }: PeopleLoaderDeps): PeopleLoader {
  let turns = 0;
  let isDue = false;
  let isReading = false;
  let meanwhile: LogEvent[] = [];

  function load(): void {
    isDue = true;
    isReading = true;
    meanwhile = [];
    void read(++turns);
  }

  async function read(turn: number): Promise<void> {
    const answer = await fetchUsers();
    if (turn !== turns) return;
    isReading = false;
    if (answer.ok) {
      isDue = false;
      loaded(answer.value.users, meanwhile);
      return;
    }
    effects.setTimer(() => {
      if (turn === turns && isLive()) load();
    }, RETRY_MS);
  }

  return {
    load,
    goLive() {
      if (isDue && !isReading) load();
    },
    heard(event) {
      if (isReading) meanwhile.push(event);
    },
  };
}
