import type { ConfirmationsAnswer } from '../../server/protocol/confirmation-http.ts';
import type { ErrorCode } from '../../server/protocol/errors.ts';
import type { Message, MessageFile } from '../../server/protocol/message.ts';
import type { SlowModeSeconds } from '../../server/protocol/limits.ts';
import type { Room } from '../../server/protocol/room.ts';
import type { SearchAnswer } from '../../server/protocol/search-http.ts';
import type { Me, User } from '../../server/protocol/user.ts';
import type { SearchQuestion } from './host-api.ts';

/** How the page stands with its host, told in words by the connection strip. */
export type ConnectionState =
  /** First time since the page opened. */
  | { kind: 'connecting' }
  | { kind: 'live' }
  /** The host does not answer; the next try comes at `retryAt` (ms since the epoch). */
  | { kind: 'waiting'; attempt: number; retryAt: number }
  /** It will not be tried again by itself. */
  | { kind: 'ended'; reason: 'signed_in_elsewhere' | 'signed_out' | 'removed' | 'too_many' };

/**
 * What has become of one's own message. `queued`: kept in the outbox of this browser, not sent or not
 * answered yet; `stored`: on the host's disk; `refused`: the host said no, the text is kept here.
 */
export type Delivery =
  | { kind: 'queued' }
  | { kind: 'stored' }
  | { kind: 'refused'; code: ErrorCode | 'offline' | FileFault; message: string };

/**
 * What can be wrong with a file on this side: its bytes can't be read any more, or the page was loaded anew
 * before all of them had gone.
 */
export type FileFault = 'file_unreadable' | 'file_lost';

/**
 * A line of the timeline. Waiting messages have no `seq` yet and stand after all others, in the order of writing;
 * until they are stored their `id` is their `clientMessageId`, which stays the same for good: the key to draw them by.
 */
export interface TimelineMessage extends Omit<Message, 'seq'> {
  seq: number | null;
  delivery: Delivery;
  /** What a waiting message brings along; its `files` are empty until it is stored. */
  uploads?: readonly PendingFile[];
}

/** A file of a waiting message. How far it is stands in `Uploads.find(id)`. */
export interface PendingFile {
  id: string;
  name: string;
  /** In bytes. */
  size: number;
  /** What the browser takes it for. */
  mime: string;
  /** Once the host has it. */
  file?: MessageFile;
}

export type UploadFault = ErrorCode | 'offline' | FileFault;

export type UploadState =
  /** For its turn, or for the host. */
  | { kind: 'waiting' }
  | { kind: 'sending'; sentBytes: number }
  | { kind: 'stored'; file: MessageFile }
  | { kind: 'failed'; code: UploadFault; message: string };

/** A file on its way to the host. A new object with every change. */
export interface Upload {
  id: string;
  roomId: string;
  name: string;
  /** In bytes. */
  size: number;
  /** What the browser takes it for; may be empty. */
  mime: string;
  /** Null where only the host has it. */
  blob: Blob | null;
  state: UploadState;
}

/** Files chosen for a message and on their way. They go to the host at once; the message waits for the last of them. */
export interface Uploads {
  /** The largest file that this host takes, in bytes. */
  readonly fileMaxBytes: number;
  subscribe(listener: () => void): () => void;
  /** What will go with the room's next message; the same array until something changes. */
  tray(roomId: string): readonly Upload[];
  find(id: string): Upload | undefined;
  /** Something would be lost if the page were closed now. */
  isSending(): boolean;
  /** Puts files into the room's tray. One that the host would not take stands there as failed. */
  attach(roomId: string, files: readonly File[]): void;
  /** Tries a failed one again. */
  retry(id: string): void;
  /** Takes one away, here and on the host. */
  remove(id: string): void;
}

export interface TimelineState {
  messages: readonly TimelineMessage[];
  /** The first page is not here yet. */
  isLoading: boolean;
  isLoadingOlder: boolean;
  hasOlder: boolean;
  isLoadingNewer: boolean;
  /** Never in a room's own timeline, which reaches to its newest message. */
  hasNewer: boolean;
  /** Set where loading failed; `loadOlder()`, `loadNewer()` or `open()` tries again. */
  error: ErrorCode | 'offline' | null;
  /** The line "new" stands before this seq; fixed when the room is opened, null where nothing was unread. */
  firstUnreadSeq: number | null;
}

/** The messages of one room: loaded pages, live changes and this browser's outbox, merged in one order. */
export interface Timeline {
  getState(): TimelineState;
  subscribe(listener: () => void): () => void;
  /** Loads the newest page (once) and fixes the "new" line. */
  open(): Promise<void>;
  /** Loads the page before the oldest message. Does nothing while one is under way or none is left. */
  loadOlder(): Promise<void>;
  /** The same, after the newest one. */
  loadNewer(): Promise<void>;
}

/** A room's newest messages, and the way to the others. */
export interface RoomTimeline extends Timeline {
  /** The messages around one seq, with the way on from there in both directions. Follows the room while it is subscribed to. */
  around(seq: number): Timeline;
}

export interface ClientState {
  connection: ConnectionState;
  serverId: string;
  serverName: string;
  me: Me;
  /** Everybody on the host, by id. */
  users: ReadonlyMap<string, User>;
  onlineIds: ReadonlySet<string>;
  /** Counts (`unreadCount`, `onlineCount`, `memberCount`) are kept current by the events. */
  rooms: ReadonlyMap<string, Room>;
  /** Who is typing, by room; never oneself; forgotten after a few seconds. */
  typing: ReadonlyMap<string, readonly string[]>;
  /** How many messages wait in the outbox, over all rooms. */
  waitingCount: number;
  /** When one last wrote in a room in slow mode, in ms since the epoch by this device's clock; see `writableAt`. */
  slowPosts: ReadonlyMap<string, number>;
  /** The last reminder of a message that one has not confirmed; a new object for each. */
  reminder: Reminder | null;
}

/** Somebody asks again for a confirmation. */
export interface Reminder {
  roomId: string;
  messageId: string;
  /** Who asks. */
  userId: string;
}

/** What a message can have beside its words, files and what it answers. */
export interface SendExtras {
  /** Everybody is to confirm that they have read it. */
  asksConfirmation?: true;
}

/** Why something could not be done: `offline` where the host does not answer. Pages translate by `code`. */
export interface Failure {
  ok: false;
  code: ErrorCode | 'offline';
  message: string;
}

export type Result = { ok: true } | Failure;

/** The page's whole dealing with the host after sign-in. Framework-free; React reads it with useSyncExternalStore. */
export interface ChatClient {
  getState(): ClientState;
  subscribe(listener: () => void): () => void;
  timeline(roomId: string): RoomTimeline;
  /** Calls for every message that somebody else writes while this page is connected. @returns ends it */
  onHeard(listener: (message: Message) => void): () => void;

  readonly uploads: Uploads;

  /**
   * Puts a message into the outbox: shown at once, sent as soon as possible, exactly once. With files of the room's
   * tray it waits for them, and what is written after it in that room waits behind it.
   */
  send(
    roomId: string,
    text: string,
    replyToId?: string,
    uploadIds?: readonly string[],
    extras?: SendExtras,
  ): void;
  /** Sends a refused message again. */
  retry(clientMessageId: string): void;
  /**
   * Takes a waiting or refused message back; gives its text for the composer, empty where it is stored by now. Its
   * files go back into the tray.
   */
  discard(clientMessageId: string): string;
  edit(messageId: string, text: string): Promise<Result>;
  remove(messageId: string): Promise<Result>;
  react(messageId: string, emoji: string, on: boolean): Promise<Result>;
  /** Says that one has read a message that asks for it. */
  confirm(messageId: string): Promise<Result>;
  /** Who has confirmed a message, and who has not. */
  confirmations(messageId: string): Promise<{ ok: true; value: ConfirmationsAnswer } | Failure>;
  /** Reminds those who have not confirmed. */
  remind(messageId: string): Promise<Result>;
  /** Moves the read marker forward; cheap to call often. */
  markRead(roomId: string, seq: number): void;
  /** Tells the room that something is being written; cheap to call on every key. */
  typing(roomId: string): void;

  /** A message by id from memory, else from the host (for quotes of messages not loaded); null where it is gone. */
  findMessage(messageId: string): Promise<Message | null>;
  /** Looks for messages in all that one may read. */
  search(question: SearchQuestion): Promise<{ ok: true; value: SearchAnswer } | Failure>;
  joinRoom(roomId: string): Promise<Result>;
  leaveRoom(roomId: string): Promise<Result>;
  /** The one direct room with this person, made where there was none. */
  openDirectRoom(userId: string): Promise<{ ok: true; roomId: string } | (Result & { ok: false })>;
  createRoom(room: {
    kind: 'public' | 'private';
    name: string;
    topic?: string;
    memberIds?: string[];
  }): Promise<{ ok: true; roomId: string } | (Result & { ok: false })>;
  updateRoom(
    roomId: string,
    change: {
      name?: string;
      topic?: string;
      isArchived?: boolean;
      isAnnounceOnly?: boolean;
      slowModeSeconds?: SlowModeSeconds;
    },
  ): Promise<Result>;
  addMembers(roomId: string, userIds: string[]): Promise<Result>;
  updateMe(change: {
    username?: string;
    avatarId?: string;
    password?: string;
    currentPassword?: string;
  }): Promise<Result>;

  /** Tries to connect now instead of at `retryAt`. */
  reconnectNow(): void;
  /** Also forgets what waits in the outbox and the drafts, so that nothing stays for the next person here. */
  signOut(): Promise<Result>;
  /** Closes the connection and all timers (page unload, tests). */
  close(): void;
}

/** What is being written, by room, kept in this browser for one person on one host. Made by `createDrafts`. */
export interface Drafts {
  /** Empty where there is none. */
  get(roomId: string): string;
  set(roomId: string, text: string): void;
}
