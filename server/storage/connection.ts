import Database from 'better-sqlite3';

export type Connection = Database.Database;

/** "PRCH": marks the file as ours in SQLite's header, so that a foreign database is never written to. */
export const APPLICATION_ID = 0x50524348;

/**
 * The one writing connection. FULL: a commit returns only when the log is on the disk itself, which is
 * what an acknowledgement promises (https://sqlite.org/pragma.html#pragma_synchronous).
 */
export function openForWriting(file: string): Connection {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 5000');
  db.pragma('cache_size = -32768');
  return db;
}

/** A connection that can't write; WAL lets it read while the writer commits. */
export function openForReading(file: string): Connection {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  db.pragma('busy_timeout = 5000');
  db.pragma('cache_size = -16384');
  return db;
}

export type Statement<Row> = Database.Statement<unknown[], Row>;

/** Prepared statements by their text, so that queries stand as plain SQL where they are used. */
export class Statements {
  private readonly db: Connection;
  private readonly prepared = new Map<string, Statement<unknown>>();

  constructor(db: Connection) {
    this.db = db;
  }

  sql<Row>(text: string): Statement<Row> {
    let statement = this.prepared.get(text);
    if (!statement) {
      statement = this.db.prepare(text);
      this.prepared.set(text, statement);
    }
    return statement as Statement<Row>;
  }
}
