import type { SnippetPart } from '../../protocol/search-http.ts';
import type { Message } from '../../protocol/message.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { openForReading, Statements, type Connection } from '../connection.ts';
import { toMessages } from '../readers/queries/history.ts';
import { MESSAGE_COLUMNS, type MessageRow } from '../rows.ts';
import { openIndexFile, removeIndexFile } from './index-file.ts';
import { matchExpression, placeTokens, type Mark, type Place } from './match.ts';
import { snippetOf } from './snippet.ts';
import { parseTerms } from './terms.ts';
import { indexedText } from './tokens.ts';

export interface SearchQuestion extends Place {
  /** What people look for, without its filters. */
  text: string;
  /** Rooms that the asker may read. */
  readableRoomIds: readonly number[];
  /** Only messages with a smaller id. */
  before?: number;
  /** Written at or after, and before, these times in milliseconds since the epoch. */
  sinceTime?: number;
  untilTime?: number;
  limit: number;
}

export interface FoundMessages {
  hits: { message: Message; snippet: SnippetPart[] }[];
  /** The `before` to go on with; null where there is nothing more. */
  nextBefore: number | null;
  /** Something is not in the index yet. */
  isIndexing: boolean;
}

interface Progress {
  logSeq: number;
  wholeFrom: number;
}

interface IndexedRow {
  id: number;
  room_id: number;
  sender_id: number;
  text: string;
  deleted_at: number | null;
}

/** So much of the log at a time is followed without holding much of it, or anybody up. */
const FOLLOW_BATCH = 500;
/** Long messages take their time: no more than about so much at once, though always one. */
const BATCH_BYTES = 200_000;
const LINK = /https?:\/\//iu;

/**
 * Finds messages by what is in them. Follows the event log, so that edits and deletions are known as soon as they are
 * stored, and reads older messages in from the newest backwards, a few at a time.
 */
export class SearchIndex {
  private readonly main: Connection;
  private readonly statements: Statements;
  private readonly indexPath: string;
  private index: Connection;
  private indexStatements: Statements;
  private progress: Progress;

  constructor(mainPath: string, indexPath: string) {
    this.main = openForReading(mainPath);
    this.statements = new Statements(this.main);
    this.indexPath = indexPath;
    this.index = openIndexFile(indexPath);
    this.indexStatements = new Statements(this.index);
    this.progress = this.readProgress() ?? this.startAnew();
  }

  get isWhole(): boolean {
    return this.progress.wholeFrom <= 1;
  }

  close(): void {
    this.index.close();
    this.main.close();
  }

  /** Takes in some of what was stored since the last time. @returns whether there is more */
  follow(): boolean {
    const { logSeq } = this.progress;
    const found = this.statements
      .sql<{ seq: number; bytes: number }>(
        `SELECT seq, octet_length(body) AS bytes FROM events WHERE seq > ? ORDER BY seq LIMIT ${FOLLOW_BATCH}`,
      )
      .all(logSeq);
    const events = upToBytes(found);
    const [first] = events;
    const last = events.at(-1);
    if (!first || !last) return false;
    // What lies in between was dropped from the log before it was followed.
    if (first.seq > logSeq + 1) {
      this.progress = this.startAnew();
      return false;
    }
    const changed = this.statements
      .sql<{ id: number }>(
        `SELECT DISTINCT CAST(json_extract(body, '$.message.id') AS INTEGER) AS id FROM events
         WHERE seq > ? AND seq <= ? AND json_extract(body, '$.message.id') IS NOT NULL`,
      )
      .all(logSeq, last.seq)
      .map(({ id }) => id);
    // What is older is read in as it stands when its turn comes.
    const ids = changed.filter((id) => id >= this.progress.wholeFrom);
    this.write(ids, { ...this.progress, logSeq: last.seq });
    return events.length < found.length || found.length === FOLLOW_BATCH;
  }

  /** Reads some older messages in. @returns whether there are more */
  buildOn(): boolean {
    if (this.isWhole) return false;
    const found = this.statements
      .sql<{ id: number; bytes: number }>(
        'SELECT id, octet_length(text) AS bytes FROM messages WHERE id < ? ORDER BY id DESC LIMIT ?',
      )
      .all(this.progress.wholeFrom, LIMITS.searchBuildBatch);
    const ids = upToBytes(found)
      .map(({ id }) => id)
      .reverse();
    this.write(ids, { ...this.progress, wholeFrom: ids[0] ?? 1 });
    return !this.isWhole;
  }

  /** @param isMissingSome not all that was stored lately is in the index */
  find(question: SearchQuestion, isMissingSome: boolean): FoundMessages {
    const isIndexing = isMissingSome || !this.isWhole;
    const terms = parseTerms(question.text);
    const match = matchExpression(terms, question);
    if (match === null) return { hits: [], nextBefore: null, isIndexing };
    return this.main.transaction(() => {
      const { ids, nextBefore } = this.candidates(match, question);
      const rows = this.statements
        .sql<MessageRow>(
          `SELECT ${MESSAGE_COLUMNS} FROM messages JOIN users ON users.id = messages.sender_id
           WHERE messages.id IN (SELECT value FROM json_each(?)) ORDER BY messages.id DESC`,
        )
        .all(JSON.stringify(ids));
      const hits = toMessages(this.statements, rows).map((message) => ({
        message,
        snippet: snippetOf(message.text, terms),
      }));
      return { hits, nextBefore, isIndexing };
    })();
  }

  /** The newest matches that the asker may read. Stops where a page is full, or where it has looked at enough for now. */
  private candidates(match: string, question: SearchQuestion): { ids: number[]; nextBefore: number | null } {
    const readable = new Set(question.readableRoomIds);
    const { sinceTime = -Infinity, untilTime = Infinity, limit } = question;
    const facts = this.statements.sql<{ room_id: number; created_at: number }>(
      'SELECT room_id, created_at FROM messages WHERE id = ? AND deleted_at IS NULL',
    );
    const matches = this.indexStatements
      .sql<{ id: number }>(
        'SELECT rowid AS id FROM messages WHERE messages MATCH ? AND rowid < ? ORDER BY rowid DESC',
      )
      .iterate(match, this.firstBefore(question));
    const ids: number[] = [];
    let looked = 0;
    for (const { id } of matches) {
      if (ids.length === limit || looked === LIMITS.searchScanMax) return { ids, nextBefore: id + 1 };
      looked++;
      const found = facts.get(id);
      if (!found || !readable.has(found.room_id)) continue;
      if (found.created_at >= sinceTime && found.created_at < untilTime) ids.push(id);
    }
    return { ids, nextBefore: null };
  }

  /**
   * Where to begin. Ids and times grow together but for clocks that were set, so the first id past the time is looked for by
   * halving; each match's own time is judged all the same.
   */
  private firstBefore({ before = Number.MAX_SAFE_INTEGER, untilTime }: SearchQuestion): number {
    if (untilTime === undefined) return before;
    const next = this.statements.sql<{ id: number; created_at: number }>(
      'SELECT id, created_at FROM messages WHERE id >= ? ORDER BY id LIMIT 1',
    );
    let low = 1;
    let high =
      (this.statements.sql<{ id: number | null }>('SELECT max(id) AS id FROM messages').get()?.id ?? 0) + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = next.get(middle);
      if (row && row.created_at < untilTime) low = row.id + 1;
      else high = middle;
    }
    return Math.min(before, low);
  }

  /** Puts messages in as they stand now, in place of what was known of them, and notes how far that brings the index. */
  private write(ids: readonly number[], progress: Progress): void {
    const rows = this.statements
      .sql<IndexedRow>(
        `SELECT id, room_id, sender_id, text, deleted_at FROM messages
         WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`,
      )
      .all(JSON.stringify(ids));
    const files = this.filesOf(ids);
    this.index.transaction(() => {
      for (const row of rows) {
        this.indexStatements.sql('DELETE FROM messages WHERE rowid = ?').run(row.id);
        if (row.deleted_at === null) this.insert(row, files.get(row.id) ?? []);
      }
      this.indexStatements
        .sql('UPDATE progress SET log_seq = ?, whole_from = ?')
        .run(progress.logSeq, progress.wholeFrom);
    })();
    this.progress = progress;
  }

  private insert(row: IndexedRow, files: readonly { name: string; mime: string }[]): void {
    const marks: Mark[] = [];
    if (files.length > 0) marks.push('file');
    if (files.some(({ mime }) => mime.startsWith('image/'))) marks.push('picture');
    if (LINK.test(row.text)) marks.push('link');
    this.indexStatements
      .sql('INSERT INTO messages (rowid, words, names, place) VALUES (?, ?, ?, ?)')
      .run(
        row.id,
        indexedText(row.text),
        files.map(({ name }) => indexedText(name)).join(' '),
        placeTokens({ roomId: row.room_id, senderId: row.sender_id, marks }).join(' '),
      );
  }

  private filesOf(ids: readonly number[]): Map<number, { name: string; mime: string }[]> {
    const rows = this.statements
      .sql<{ message_id: number; name: string; mime: string }>(
        `SELECT files.message_id, files.name, blobs.mime FROM files JOIN blobs ON blobs.hash = files.blob_hash
         WHERE files.message_id IN (SELECT value FROM json_each(?))`,
      )
      .all(JSON.stringify(ids));
    return Map.groupBy(rows, (row) => row.message_id);
  }

  /** What the index knows, where it is of this very database and the log still reaches back to where it stopped. */
  private readProgress(): Progress | null {
    const row = this.indexStatements
      .sql<{ server_id: string; log_seq: number; whole_from: number }>(
        'SELECT server_id, log_seq, whole_from FROM progress',
      )
      .get();
    if (row?.server_id !== this.serverId() || row.log_seq > this.lastSeq()) return null;
    return row.log_seq < this.firstSeq() - 1 ? null : { logSeq: row.log_seq, wholeFrom: row.whole_from };
  }

  private startAnew(): Progress {
    this.index.close();
    removeIndexFile(this.indexPath);
    this.index = openIndexFile(this.indexPath);
    this.indexStatements = new Statements(this.index);
    const logSeq = this.lastSeq();
    const progress = { logSeq, wholeFrom: logSeq + 1 };
    this.indexStatements
      .sql('INSERT INTO progress (server_id, log_seq, whole_from) VALUES (?, ?, ?)')
      .run(this.serverId(), progress.logSeq, progress.wholeFrom);
    return progress;
  }

  private serverId(): string {
    return (
      this.statements.sql<{ value: string }>("SELECT value FROM meta WHERE key = 'server_id'").get()?.value ??
      ''
    );
  }

  private firstSeq(): number {
    return this.statements.sql<{ seq: number | null }>('SELECT min(seq) AS seq FROM events').get()?.seq ?? 1;
  }

  private lastSeq(): number {
    return this.statements.sql<{ seq: number | null }>('SELECT max(seq) AS seq FROM events').get()?.seq ?? 0;
  }
}

function upToBytes<Row extends { bytes: number }>(rows: readonly Row[]): readonly Row[] {
  let bytes = 0;
  const end = rows.findIndex((row, index) => (bytes += row.bytes) > BATCH_BYTES && index > 0);
  return end === -1 ? rows : rows.slice(0, end);
}
