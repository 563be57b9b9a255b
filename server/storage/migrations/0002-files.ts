import type { Migration } from './migration.ts';

/**
 * Files, and the bytes they stand for. Two people who send the same picture have a file each and one blob
 * between them; a blob goes when its last file goes.
 */
export const files: Migration = {
  version: 2,
  sql: `
    CREATE TABLE blobs (
      -- SHA-256 of the bytes in hex: their name on the disk.
      hash TEXT PRIMARY KEY,
      size INTEGER NOT NULL,
      -- What the bytes were recognised as; application/octet-stream for all that is not shown inline.
      mime TEXT NOT NULL,
      width INTEGER,
      height INTEGER,
      created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE files (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      owner_id INTEGER NOT NULL REFERENCES users (id),
      blob_hash TEXT NOT NULL REFERENCES blobs (hash),
      name TEXT NOT NULL,
      -- 128 random bits in base64url: who knows it may see the picture without a session.
      url_key TEXT NOT NULL UNIQUE,
      created_at INTEGER NOT NULL,
      -- NULL until a message takes it.
      message_id INTEGER REFERENCES messages (id),
      position INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX files_by_message ON files (message_id, position) WHERE message_id IS NOT NULL;
    CREATE INDEX files_by_blob ON files (blob_hash);
    CREATE INDEX files_unattached ON files (created_at) WHERE message_id IS NULL;

    -- Bytes by owner, each file at its full size; owner 0 stands for the disk, where each blob counts once.
    -- Kept by triggers, so that a quota is one row's lookup however many files there are.
    CREATE TABLE file_use (
      owner_id INTEGER PRIMARY KEY,
      bytes INTEGER NOT NULL
    ) STRICT;
    CREATE TRIGGER file_use_file_added AFTER INSERT ON files BEGIN
      INSERT INTO file_use (owner_id, bytes) SELECT NEW.owner_id, size FROM blobs WHERE hash = NEW.blob_hash
      ON CONFLICT (owner_id) DO UPDATE SET bytes = bytes + excluded.bytes;
    END;
    CREATE TRIGGER file_use_file_gone AFTER DELETE ON files BEGIN
      UPDATE file_use SET bytes = bytes - (SELECT size FROM blobs WHERE hash = OLD.blob_hash)
      WHERE owner_id = OLD.owner_id;
    END;
    CREATE TRIGGER file_use_blob_added AFTER INSERT ON blobs BEGIN
      INSERT INTO file_use (owner_id, bytes) VALUES (0, NEW.size)
      ON CONFLICT (owner_id) DO UPDATE SET bytes = bytes + excluded.bytes;
    END;
    CREATE TRIGGER file_use_blob_gone AFTER DELETE ON blobs BEGIN
      UPDATE file_use SET bytes = bytes - OLD.size WHERE owner_id = 0;
    END;
  `,
};
