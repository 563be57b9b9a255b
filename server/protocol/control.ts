import type { HostState, NearbyHost } from './admin.ts';

/**
 * What the desktop shell and the server's process say to each other. Both are ours and on one machine; no
 * person and no network reaches this channel. Requests carry an `id` that their answer repeats.
 */

/** From the shell to the server. */
export type ControlRequest =
  /** Makes the owner, who has no password as yet, and names the network. Answered by `owner`. */
  | { type: 'make-owner'; id: number; username: string; serverName: string }
  /** A new session of the owner for the admin window. Answered by `owner`. */
  | { type: 'owner-session'; id: number }
  /**
   * A link that signs the chat window in as the owner: works once, for 30 seconds, from this machine. The
   * window keeps the session it has; none of the owner's other sessions ends by it, nor it by theirs. Answered by
   * `entry`.
   */
  | { type: 'chat-entry'; id: number }
  | { type: 'pause-joining'; id: number; isPaused: boolean }
  /** Answered by `pong`: the event loop turns. */
  | { type: 'ping'; id: number }
  /** The machine woke: look at the network anew, announce again, close what died meanwhile. */
  | { type: 'woke'; id: number }
  /** Tells the clients, flushes the writer, says goodbye on mDNS and exits with 0. */
  | { type: 'stop'; id: number };

/** From the server to the shell. */
export type ControlMessage =
  /** Once at the start, and again if the port had to change when the host opened to the network. */
  | { type: 'listening'; port: number; isSetUp: boolean; suggestedServerName: string; state: HostState }
  /** At most once a second, on change. */
  | { type: 'state'; state: HostState }
  /** Something the owner wants to know of: a native notification where no window shows it. */
  | { type: 'notice'; notice: Notice }
  | { type: 'nearby'; hosts: NearbyHost[] }
  | { type: 'owner'; id: number; userId: number; token: string }
  | { type: 'entry'; id: number; path: string }
  | { type: 'pong'; id: number }
  | { type: 'done'; id: number }
  /** A request failed, with a stable code of the protocol and its values. */
  | { type: 'failed'; id: number; code: string; message: string }
  /** The host can't start or go on; the process exits next. The sentence is for people. */
  | { type: 'fatal'; code: string; message: string };

export interface Notice {
  kind: 'direct' | 'mention';
  messageId: number;
  roomId: number;
  /** Empty in a direct conversation. */
  roomName: string;
  senderName: string;
  /** At most 200 characters of plain text. */
  text: string;
}
