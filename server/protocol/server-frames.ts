import type { ErrorCode } from './errors.ts';
import type { LogEvent } from './event.ts';
import type { Room } from './room.ts';
import type { Me } from './user.ts';

/** What the host sends over the WebSocket. */
export type ServerFrame =
  /** Answers `hello`. The rooms are as of `seq`; events up to it that follow (after a `since`) are already counted in them. */
  | {
      type: 'welcome';
      user: Me;
      serverId: string;
      serverName: string;
      seq: number;
      rooms: Room[];
      onlineIds: string[];
    }
  /** In seq order; one frame may carry many. */
  | { type: 'events'; events: LogEvent[] }
  /** The message is on disk. Sent again for a repeat of the same `clientMessageId`. */
  | { type: 'ack'; clientMessageId: string; messageId: string; seq: number }
  /** Too far behind the log: reload over HTTP, then `hello` with the new seq on this same connection. */
  | { type: 'resync' }
  /** Ephemeral: who came and went since the last one; or, where `isComplete`, everybody who is online now. */
  | { type: 'presence'; online: string[]; offline: string[]; isComplete?: true }
  /** Ephemeral: who is typing in a room just now. */
  | { type: 'typing'; roomId: string; userIds: string[] }
  | { type: 'done'; requestId: string }
  | {
      type: 'error';
      code: ErrorCode;
      message: string;
      details?: Record<string, unknown>;
      clientMessageId?: string;
      requestId?: string;
    }
  | { type: 'pong' };
