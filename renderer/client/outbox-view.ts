import type { ErrorCode } from '../../server/protocol/errors.ts';
import type { MessageFile } from '../../server/protocol/message.ts';
import type { OutboxItem, OutboxUpload } from './outbox-storage.ts';
import type { SendExtras, TimelineMessage, UploadFault } from './types.ts';

/** Why the host did not take a message. */
export interface RefusedSend {
  code: ErrorCode;
  message: string;
  details?: Record<string, unknown>;
}

/** One's own messages until the host has them on disk. Sent in the order of writing, again after every reconnect. */
export interface Outbox {
  /** Keeps the message in the browser's storage, then sends it as soon as that can be done. */
  add(
    roomId: string,
    text: string,
    replyToId?: string,
    uploads?: readonly OutboxUpload[],
    extras?: SendExtras,
  ): void;
  retry(clientMessageId: string): void;
  /** Takes a message out; null where there is no such message. */
  discard(clientMessageId: string): OutboxItem | null;
  /** What a message brings along; empty where there is no such message. */
  uploadsOf(clientMessageId: string): readonly OutboxUpload[];
  /** The host has a file that a message may wait for. */
  uploadStored(uploadId: string, file: MessageFile): void;
  /** The file of a message won't come. */
  uploadFailed(uploadId: string, code: UploadFault, message: string): void;
  /** The host has it: by an ack, by the event, or seen in the history. */
  settle(clientMessageId: string): OutboxItem | null;
  /** The host answered this message with an error. */
  failed(clientMessageId: string, error: RefusedSend): void;
  /** The room of a message that waits; null where there is no such message. */
  roomOf(clientMessageId: string): string | null;
  /** What a room allows may have changed. */
  lookAgain(): void;
  goLive(): void;
  goOffline(closeCode: number): void;
  /** The lines for a room's timeline; the same array until something changes. */
  linesOf(roomId: string): readonly TimelineMessage[];
  queuedCount(): number;
  /** Forgets everything, in storage too. */
  clear(): void;
  close(): void;
}
