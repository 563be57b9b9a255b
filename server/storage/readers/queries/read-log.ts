import { LIMITS } from '../../../protocol/limits.ts';
import type { Statements } from '../../connection.ts';

export interface LogQuery {
  userId: number;
  /** The last seq the reader holds. */
  after: number;
}

export type LogPage =
  /** The log doesn't reach back that far, or replaying it would cost more than a reload. */
  | { kind: 'too-far' }
  /** Events after `after` that this person may see; all of them up to `upTo`. */
  | { kind: 'page'; events: { seq: number; json: string }[]; upTo: number };

/** What one person missed, from the event log. Audience is judged by their membership now. */
export function readLog(statements: Statements, { userId, after }: LogQuery): LogPage {
  const bounds = statements
    .sql<{ first: number | null; last: number | null }>(
      'SELECT (SELECT min(seq) FROM events) AS first, (SELECT max(seq) FROM events) AS last',
    )
    .get();
  const last = bounds?.last ?? 0;
  const first = bounds?.first ?? 1;
  // `after` beyond the end was never ours to give: another database's number.
  if (after > last || after < first - 1 || last - after > LIMITS.resumeMaxEvents) return { kind: 'too-far' };
  const rows = statements
    .sql<{ seq: number; json: string }>(
      `SELECT seq, body AS json FROM events
       WHERE seq > :after
         AND ((audience_room IS NULL AND audience_user IS NULL)
           OR audience_user = :userId
           OR audience_room IN (SELECT room_id FROM members WHERE user_id = :userId))
       ORDER BY seq LIMIT ${LIMITS.resumePageEvents}`,
    )
    .iterate({ after, userId });
  const events: { seq: number; json: string }[] = [];
  let chars = 0;
  for (const row of rows) {
    events.push(row);
    chars += row.json.length;
    if (chars >= LIMITS.resumePageMaxChars) break;
  }
  const isWhole = events.length < LIMITS.resumePageEvents && chars < LIMITS.resumePageMaxChars;
  return { kind: 'page', events, upTo: isWhole ? last : (events.at(-1)?.seq ?? last) };
}
