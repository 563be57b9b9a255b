import type { Migration } from './migration.ts';

/**
 * Ids are row ids. A message's id is the seq of the event that announced it, so that one number gives both
 * its name and its place. Times are milliseconds since the epoch.
 */
export const initial: Migration = {
  version: 1,
  sql: `
    CREATE TABLE meta (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE users (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      username TEXT NOT NULL,
      -- Folded form, unique among living accounts; NULL once retired, which frees the name.
      username_key TEXT UNIQUE,
      password_hash TEXT,
      role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'guest')),
      avatar_id TEXT NOT NULL,
      -- Where the log stood when they came: nothing before it counts as unread.
      joined_seq INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      retired_at INTEGER
    ) STRICT;

    CREATE TABLE sessions (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      user_id INTEGER NOT NULL REFERENCES users (id),
      token_hash TEXT NOT NULL UNIQUE,
      created_at INTEGER NOT NULL,
      seen_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      address TEXT NOT NULL,
      user_agent TEXT NOT NULL
    ) STRICT;
    CREATE INDEX sessions_by_user ON sessions (user_id);

    CREATE TABLE rooms (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind IN ('public', 'private', 'direct')),
      name TEXT NOT NULL,
      topic TEXT NOT NULL,
      is_default INTEGER NOT NULL,
      -- The two user ids of a direct room, smaller first: "3:17".
      direct_key TEXT UNIQUE,
      created_by INTEGER REFERENCES users (id),
      created_at INTEGER NOT NULL,
      archived_at INTEGER
    ) STRICT;

    -- Default rooms have no rows here: everybody is in them.
    CREATE TABLE members (
      room_id INTEGER NOT NULL REFERENCES rooms (id),
      user_id INTEGER NOT NULL REFERENCES users (id),
      joined_seq INTEGER NOT NULL,
      PRIMARY KEY (room_id, user_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX members_by_user ON members (user_id, room_id);

    CREATE TABLE messages (
      id INTEGER PRIMARY KEY,
      room_id INTEGER NOT NULL REFERENCES rooms (id),
      sender_id INTEGER NOT NULL REFERENCES users (id),
      client_message_id TEXT NOT NULL,
      text TEXT NOT NULL,
      reply_to_id INTEGER,
      created_at INTEGER NOT NULL,
      edited_at INTEGER,
      deleted_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX messages_once ON messages (sender_id, client_message_id);
    CREATE INDEX messages_by_room ON messages (room_id, id);

    CREATE TABLE reactions (
      id INTEGER PRIMARY KEY,
      message_id INTEGER NOT NULL REFERENCES messages (id),
      emoji TEXT NOT NULL,
      user_id INTEGER NOT NULL REFERENCES users (id)
    ) STRICT;
    CREATE UNIQUE INDEX reactions_once ON reactions (message_id, emoji, user_id);

    CREATE TABLE read_markers (
      user_id INTEGER NOT NULL REFERENCES users (id),
      room_id INTEGER NOT NULL REFERENCES rooms (id),
      seq INTEGER NOT NULL,
      PRIMARY KEY (user_id, room_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX read_markers_by_room ON read_markers (room_id);

    -- Both audience columns NULL: everybody. Either that matches lets a person see the event.
    CREATE TABLE events (
      seq INTEGER PRIMARY KEY,
      audience_room INTEGER,
      audience_user INTEGER,
      message_id INTEGER,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX events_by_message ON events (message_id) WHERE message_id IS NOT NULL;
  `,
};
