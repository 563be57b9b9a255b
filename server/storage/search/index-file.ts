import fs from 'node:fs';
import Database from 'better-sqlite3';
import type { Connection } from '../connection.ts';

/** A change of what is indexed, or how, gets the next number; an index of another one is made anew. */
const FORMAT = 1;

/**
 * The index is a file of its own beside the database: it is made of what the database says and can be made again at any
 * time, and writing it never stands in the way of storing a message. So its commits need not wait for the disk either.
 */
export function openIndexFile(file: string): Connection {
  try {
    return open(file);
  } catch {
    // Damaged, or something else: it holds nothing that is not in the database.
    removeIndexFile(file);
    return open(file);
  }
}

export function removeIndexFile(file: string): void {
  for (const name of [file, `${file}-wal`, `${file}-shm`]) fs.rmSync(name, { force: true });
}

function open(file: string): Connection {
  const db = new Database(file);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma('cache_size = -16384');
    if (db.pragma('user_version', { simple: true }) !== FORMAT) layOut(db);
    // Reads a page of each table: a damaged file is found now rather than by a question.
    db.prepare('SELECT count(*) FROM progress').get();
    db.prepare('SELECT rowid FROM messages ORDER BY rowid DESC LIMIT 1').get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function layOut(db: Connection): void {
  db.exec(`
    BEGIN;
    DROP TABLE IF EXISTS progress;
    DROP TABLE IF EXISTS messages;
    -- One row. The log is followed up to log_seq; every message from whole_from on is in, the older ones not yet.
    CREATE TABLE progress (
      server_id TEXT NOT NULL,
      log_seq INTEGER NOT NULL,
      whole_from INTEGER NOT NULL
    ) STRICT;
    -- Rows are messages by their id. Tokens come from tokens.ts; all that "ascii" does is to split them at spaces.
    CREATE VIRTUAL TABLE messages USING fts5(
      words, names, place,
      content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3'
    );
    PRAGMA user_version = ${FORMAT};
    COMMIT;
  `);
}
