import type { Migration } from './migration.ts';

/** Messages whose readers are asked to confirm that they have read them. */
export const confirmations: Migration = {
  version: 5,
  sql: `
    -- What a message has beside its words, as a sum of flags (message-extras.ts): pages of plain ones ask for nothing more.
    ALTER TABLE messages ADD COLUMN extras INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE confirmation_requests (
      message_id INTEGER PRIMARY KEY REFERENCES messages (id),
      room_id INTEGER NOT NULL REFERENCES rooms (id),
      asked_at INTEGER NOT NULL,
      -- How many were in the room when it was sent, without its sender, and how many of them have confirmed.
      asked_count INTEGER NOT NULL,
      confirmed_count INTEGER NOT NULL DEFAULT 0,
      reminded_at INTEGER
    ) STRICT;
    CREATE INDEX confirmation_requests_by_room ON confirmation_requests (room_id, asked_at);

    CREATE TABLE confirmations (
      message_id INTEGER NOT NULL REFERENCES confirmation_requests (message_id),
      user_id INTEGER NOT NULL REFERENCES users (id),
      confirmed_at INTEGER NOT NULL,
      PRIMARY KEY (message_id, user_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
