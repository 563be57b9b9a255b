import type { MessageFile } from '../../server/protocol/message.ts';
import type { Effects } from './effects.ts';
import { createKeyspace } from './keyspace.ts';
import type { PendingFile, UploadFault } from './types.ts';

/** A file of a message on its way. */
export type OutboxUpload = PendingFile;

/** A message on its way, as it is kept in the browser. */
export interface OutboxItem {
  clientMessageId: string;
  roomId: string;
  text: string;
  replyToId?: string;
  asksConfirmation?: true;
  /** When it was written, ms since the epoch, made unequal: messages are sent in this order. */
  writtenAt: number;
  /** Why the host will not have it. */
  refused?: { code: UploadFault; message: string };
  /** What it brings along. It is sent when all of them are at the host. */
  uploads?: readonly OutboxUpload[];
  /** When the tab that sends these files last said that it is there, ms since the epoch. */
  aliveAt?: number;
}

export interface OutboxStorage {
  /** In the order of writing. */
  load(): OutboxItem[];
  put(item: OutboxItem): void;
  remove(clientMessageId: string): void;
  /** Another tab put or removed (null) an item. Gives the way to stop listening. */
  onChange(listener: (clientMessageId: string, item: OutboxItem | null) => void): () => void;
}

/**
 * The outbox of one person on one host. Local storage, because it has written before `send` returns and works on
 * plain http; one key per message, because then two tabs never overwrite each other's.
 */
export function createOutboxStorage(
  effects: Pick<Effects, 'storage' | 'onStorageChange'>,
  serverId: string,
  userId: string,
): OutboxStorage {
  const keys = createKeyspace(effects.storage, 'outbox', serverId, userId);

  return {
    load() {
      const items: OutboxItem[] = [];
      for (const name of keys.names()) {
        const item = parseItem(keys.get(name));
        if (item?.clientMessageId === name) items.push(item);
      }
      return items.sort(byWriting);
    },
    put: (item) => {
      keys.set(item.clientMessageId, JSON.stringify(item));
    },
    remove: keys.remove,
    onChange: (listener) =>
      effects.onStorageChange((key, value) => {
        const name = keys.nameOf(key);
        if (name !== null) listener(name, parseItem(value));
      }),
  };
}

export function byWriting(one: OutboxItem, other: OutboxItem): number {
  return one.writtenAt - other.writtenAt || (one.clientMessageId < other.clientMessageId ? -1 : 1);
}

/** Anybody at this browser can write into its storage, an older version of this page for one: believe nothing. */
function parseItem(value: string | null): OutboxItem | null {
  if (value === null) return null;
  try {
    const item = JSON.parse(value) as Partial<OutboxItem> | null;
    const { clientMessageId, roomId, text, replyToId, writtenAt, refused, uploads, aliveAt } = item ?? {};
    const { asksConfirmation } = item ?? {};
    if (typeof clientMessageId !== 'string' || typeof roomId !== 'string') return null;
    if (typeof text !== 'string' || typeof writtenAt !== 'number') return null;
    return {
      clientMessageId,
      roomId,
      text,
      writtenAt,
      ...(typeof replyToId === 'string' ? { replyToId } : {}),
      ...(asksConfirmation === true ? { asksConfirmation } : {}),
      ...(typeof refused?.code === 'string' && typeof refused.message === 'string'
        ? { refused: { code: refused.code, message: refused.message } }
        : {}),
      ...(Array.isArray(uploads) ? { uploads: uploads.flatMap(parseUpload) } : {}),
      ...(typeof aliveAt === 'number' ? { aliveAt } : {}),
    };
  } catch {
    return null;
  }
}

function parseUpload(value: unknown): OutboxUpload[] {
  const { id, name, size, mime, file } = (value ?? {}) as Partial<OutboxUpload>;
  if (typeof id !== 'string' || typeof name !== 'string') return [];
  if (typeof size !== 'number' || typeof mime !== 'string') return [];
  return [{ id, name, size, mime, ...(isFile(file) ? { file } : {}) }];
}

function isFile(value: unknown): value is MessageFile {
  const { id, name, url, mime, size } = (value ?? {}) as Partial<MessageFile>;
  return [id, name, url, mime].every((part) => typeof part === 'string') && typeof size === 'number';
}
