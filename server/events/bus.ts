import type { CommittedEvent } from './committed-event.ts';

/** Why sessions came to an end before their time. */
export type SessionEnd = 'signed_out' | 'signed_in_elsewhere' | 'password_changed' | 'expired' | 'removed';

/** What happens in the host, by topic. Listeners run at once, in the order in which they subscribed. */
export interface BusTopics {
  /** One commit's events, in seq order. They are on the disk. */
  committed: readonly CommittedEvent[];
  sessionOpened: { id: number; userId: number; tokenHash: string; expiresAt: number };
  /** Somebody was let in: an account made, a sign-in, a connection. The address is their socket's. */
  cameIn: { userId: number; address: string };
  sessionsEnded: { sessionIds: readonly number[]; reason: SessionEnd };
}

type Listener<Topic extends keyof BusTopics> = (payload: BusTopics[Topic]) => void;

/** The in-process event bus: what is stored is published here, and everything live hangs on it. */
export class Bus {
  private readonly listeners: { [Topic in keyof BusTopics]: Listener<Topic>[] } = {
    committed: [],
    sessionOpened: [],
    cameIn: [],
    sessionsEnded: [],
  };

  on<Topic extends keyof BusTopics>(topic: Topic, listener: Listener<Topic>): void {
    this.listeners[topic].push(listener);
  }

  publish<Topic extends keyof BusTopics>(topic: Topic, payload: BusTopics[Topic]): void {
    for (const listener of this.listeners[topic]) listener(payload);
  }
}
