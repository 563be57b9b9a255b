import type { Migration } from './migration.ts';

/** Who may write in a room, and how often. */
export const roomModes: Migration = {
  version: 4,
  sql: `
    -- Only those who look after the room write in it.
    ALTER TABLE rooms ADD COLUMN is_announce_only INTEGER NOT NULL DEFAULT 0;
    -- Seconds that everybody else waits between two messages; 0 for none.
    ALTER TABLE rooms ADD COLUMN slow_mode_seconds INTEGER NOT NULL DEFAULT 0;

    -- When somebody last wrote in a room while it was in slow mode, in milliseconds since the epoch.
    CREATE TABLE slow_posts (
      room_id INTEGER NOT NULL REFERENCES rooms (id),
      user_id INTEGER NOT NULL REFERENCES users (id),
      posted_at INTEGER NOT NULL,
      PRIMARY KEY (room_id, user_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
