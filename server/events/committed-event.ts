import type { LogEventKind } from '../protocol/event.ts';

/** Who may see an event: everybody, a room's members (and perhaps one person more), or one person. */
export type Audience =
  { to: 'everyone' } | { to: 'room'; roomId: number; alsoUserId?: number } | { to: 'user'; userId: number };

/** An event as it left the writer's transaction: on disk, and already the text that travels. */
export interface CommittedEvent {
  seq: number;
  kind: LogEventKind;
  audience: Audience;
  /** The LogEvent as JSON; serialised once, for the log and for every reader alike. */
  json: string;
}
