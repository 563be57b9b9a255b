import { APPLICATION_ID } from '../../../../server/storage/connection.ts';

/** How many rows of each table the frozen database has. */
export const FORMAT_1_ROWS = {
  meta: 4,
  users: 4,
  sessions: 2,
  rooms: 4,
  members: 5,
  messages: 6,
  reactions: 3,
  read_markers: 2,
  events: 11,
} as const;

const SCHEMA = `
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT NOT NULL,
  username_key TEXT UNIQUE,
  password_hash TEXT,
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'guest')),
  avatar_id TEXT NOT NULL,
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
  direct_key TEXT UNIQUE,
  created_by INTEGER REFERENCES users (id),
  created_at INTEGER NOT NULL,
  archived_at INTEGER
) STRICT;

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

CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  audience_room INTEGER,
  audience_user INTEGER,
  message_id INTEGER,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_message ON events (message_id) WHERE message_id IS NOT NULL;
`;

const ROWS = `
INSERT INTO meta VALUES
  ('server_id', 'aa11bb22cc33dd44ee55ff66'), ('cookie_key', 'key'), ('server_name', 'Old Porch'), ('port', '8322');
INSERT INTO users VALUES
  (1, 'Olive', 'olive', 'scrypt$32768$8$3$c2FsdA$aGFzaA', 'owner', '12', 0, 1767225600000, NULL),
  (2, '张伟', '张伟', NULL, 'guest', '5', 1, 1767225601000, NULL),
  (3, 'Bo', 'bo', 'scrypt$32768$8$3$c2FsdA$aGFzaA', 'member', '7', 2, 1767225602000, NULL),
  (4, 'Gone', NULL, NULL, 'guest', '9', 3, 1767225603000, 1767225604000);
INSERT INTO sessions VALUES
  (1, 1, 'hash-1', 1767225600000, 1767225600000, 1798761600000, '127.0.0.1', 'Firefox'),
  (2, 2, 'hash-2', 1767225601000, 1767225601000, 1798761600000, '192.168.1.20', '');
INSERT INTO rooms VALUES
  (1, 'public', 'Front Porch', 'Say hello.', 1, NULL, NULL, 1767225600000, NULL),
  (2, 'private', 'Plans', '', 0, NULL, 1, 1767225605000, NULL),
  (3, 'direct', '', '', 0, '1:3', 1, 1767225606000, NULL),
  (4, 'public', 'Attic', '', 0, NULL, 3, 1767225607000, 1767225700000);
INSERT INTO members VALUES (2, 1, 4), (2, 3, 4), (3, 1, 5), (3, 3, 5), (4, 3, 6);
INSERT INTO messages VALUES
  (5, 1, 1, 'a', 'Hello 👋', NULL, 1767225608000, NULL, NULL),
  (6, 1, 2, 'a', '你好', 5, 1767225609000, 1767225610000, NULL),
  (7, 2, 3, 'b', 'A plan', NULL, 1767225611000, NULL, NULL),
  (8, 3, 3, 'c', 'Just us', NULL, 1767225612000, NULL, NULL),
  (9, 1, 4, 'x', '', NULL, 1767225613000, NULL, 1767225614000),
  (10, 4, 3, 'd', 'An old photo', NULL, 1767225615000, NULL, NULL);
INSERT INTO reactions VALUES (1, 5, '👍', 2), (2, 5, '👍', 3), (3, 6, '❤️', 1);
INSERT INTO read_markers VALUES (1, 1, 6), (3, 3, 8);
INSERT INTO events
  SELECT id, CASE room_id WHEN 1 THEN NULL ELSE room_id END, NULL, id, json_object('seq', id, 'kind', 'message.created')
  FROM messages;
INSERT INTO events VALUES
  (1, NULL, NULL, NULL, '{"seq":1,"kind":"user.created"}'), (2, NULL, NULL, NULL, '{"seq":2,"kind":"user.created"}'),
  (3, NULL, NULL, NULL, '{"seq":3,"kind":"user.created"}'), (4, 2, NULL, NULL, '{"seq":4,"kind":"room.created"}'),
  (11, NULL, 1, NULL, '{"seq":11,"kind":"read.moved"}');
`;

/** A database of format 1 as a host of that version left it. Frozen: never follows the schema of today. */
export const FORMAT_1 = `BEGIN; ${SCHEMA} ${ROWS} PRAGMA user_version = 1; PRAGMA application_id = ${APPLICATION_ID}; COMMIT;`;
