import path from 'node:path';
import Database from 'better-sqlite3';
import type { LogEvent } from '../../server/protocol/event.ts';
import type { HistoryAnswer } from '../../server/protocol/http.ts';
import type { Message } from '../../server/protocol/message.ts';
import type { HostProcess } from './host-process.ts';
import { callOk } from './people.ts';

export interface StoredEvent {
  seq: number;
  /** Both null: everybody may see it. */
  audienceRoom: string | null;
  audienceUser: string | null;
  body: string;
  event: LogEvent;
}

export interface StoredMessage {
  id: string;
  roomId: string;
  senderId: string;
  clientMessageId: string;
  text: string;
}

/** What a host left on its disk. */
export interface StoredLog {
  events: StoredEvent[];
  messages: StoredMessage[];
}

/**
 * Reads the database of a host that has stopped, past the host's own code. Throws where SQLite finds the
 * file unsound.
 */
export function readStoredLog(dataDir: string): StoredLog {
  const db = new Database(path.join(dataDir, 'porchlight.db'), { readonly: true, fileMustExist: true });
  try {
    const finding = db.pragma('integrity_check', { simple: true });
    if (finding !== 'ok') throw new Error(`The database is unsound: ${String(finding)}`);
    if ((db.pragma('foreign_key_check') as unknown[]).length > 0) {
      throw new Error('The database has rows that refer to nothing.');
    }
    const events = db
      .prepare<[], Omit<StoredEvent, 'event'>>(
        `SELECT seq, CAST(audience_room AS TEXT) AS audienceRoom, CAST(audience_user AS TEXT) AS audienceUser, body
         FROM events ORDER BY seq`,
      )
      .all();
    return {
      events: events.map((row) => ({ ...row, event: JSON.parse(row.body) as LogEvent })),
      messages: db
        .prepare<[], StoredMessage>(
          `SELECT CAST(id AS TEXT) AS id, CAST(room_id AS TEXT) AS roomId, CAST(sender_id AS TEXT) AS senderId,
                  client_message_id AS clientMessageId, text
           FROM messages ORDER BY messages.id`,
        )
        .all(),
    };
  } finally {
    db.close();
  }
}

/** A room's whole history as the host tells it over HTTP, oldest first. */
export async function readWholeHistory(
  host: Pick<HostProcess, 'url'>,
  token: string,
  roomId: string,
): Promise<Message[]> {
  const messages: Message[] = [];
  for (let after = 0; ;) {
    const page = await callOk<HistoryAnswer>(
      host,
      'GET',
      `/rooms/${roomId}/messages?after=${after}&limit=200`,
      { token },
    );
    messages.push(...page.messages);
    const last = page.messages.at(-1);
    if (!page.hasMore || !last) return messages;
    after = last.seq;
  }
}
