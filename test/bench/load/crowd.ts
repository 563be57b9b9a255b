import { setTimeout as delay } from 'node:timers/promises';
import { Connection, type Address, type ConnectionEvents, type ConnectionOptions } from './connection.ts';
import { DIALECTS, type DialectName, type Player, type Said } from './dialect.ts';
import { Histogram } from './histogram.ts';
import { KnownFrames } from './known-frames.ts';
import { Tally } from './tally.ts';

export interface CrowdSpec {
  address: Address;
  dialect: DialectName;
  players: Player[];
  /** Whether each keeps a list of who is here, which costs the load some work. */
  tracksPresence: boolean;
}

export interface ConnectSpec {
  /** The last seq that all of them hold; null asks for what is new alone. */
  since: number | null;
  /** So many at most are on their way at once. */
  atOnce: number;
}

const LOOK_AGAIN_MS = 2;
const CONNECT_PATIENCE_MS = 120_000;

/** Everybody whom one load process plays, and the record of what was sent to them and what came. */
export class Crowd {
  readonly spec: CrowdSpec;
  readonly connections: Connection[] = [];
  /** From the moment each message was due to be sent to each of its deliveries; and to its ack. In microseconds. */
  readonly deliveries = new Histogram();
  readonly acks = new Histogram();
  /** What each room's people must have got. */
  private readonly expected = new Map<string, Tally>();
  private readonly dueAt: number[] = [];
  private readonly roomOf: string[] = [];
  private readonly ackWaiters = new Map<number, () => void>();
  private readonly shared: ConnectionOptions;
  private measuredFrom = 0;
  private readyCount = 0;
  private failure: Error | null = null;
  /** Where the server's log stood when the last of them was welcomed. */
  startSeq = 0;
  refusedCount = 0;

  constructor(spec: CrowdSpec) {
    this.spec = spec;
    const events: ConnectionEvents = {
      onMessages: (indexes, at) => {
        for (const index of indexes) {
          const dueAt = this.dueAt[index] ?? 0;
          if (dueAt >= this.measuredFrom) this.deliveries.record((at - dueAt) * 1000);
        }
      },
      onSaid: (said, connection, at) => this.onSaid(said, connection, at),
      onEnd: ({ player, isWanted }, error) => {
        if (!isWanted) return;
        const reason = error?.message ?? 'the server ended the connection';
        this.failure ??= new Error(`${player.name} was cut off: ${reason}`);
      },
    };
    const { address, dialect } = spec;
    this.shared = { address, dialect: DIALECTS[dialect], frames: new KnownFrames(), events };
  }

  /** Connects all who are not. @returns how long it took until the last was live, in milliseconds */
  async connect({ since, atOnce }: ConnectSpec): Promise<number> {
    const startedAt = performance.now();
    for (const player of this.spec.players.slice(this.connections.length)) {
      while (this.connections.length - this.readyCount >= atOnce) {
        this.check(startedAt);
        await delay(1);
      }
      this.add(player, since);
    }
    await this.until(() => this.readyCount === this.connections.length, startedAt);
    return performance.now() - startedAt;
  }

  add(player: Player, since: number | null): void {
    this.connections.push(new Connection(this.shared, player, since));
  }

  /** Waits until all of so many people are live and each of them has heard of each. */
  async untilAllKnown(people: number): Promise<void> {
    const startedAt = performance.now();
    await this.until(
      () => this.connections.length === people && this.connections.every(({ known }) => known.size >= people),
      startedAt,
    );
  }

  /** Waits until everybody has had whatever was sent. */
  async untilAllDelivered(): Promise<void> {
    const startedAt = performance.now();
    await this.until(() => this.missingCount === 0, startedAt);
  }

  /** Sends the next message from one of the crowd. @returns its number */
  send(sender: Connection, text: (index: number) => string, dueAt: number): number {
    const index = this.dueAt.push(dueAt) - 1;
    const { roomId } = sender.player;
    this.roomOf.push(roomId);
    this.expectedIn(roomId).add(index);
    sender.send(index, text(index));
    return index;
  }

  /** Messages due from now on are counted in the histograms, and no others. */
  measureFrom(at: number): void {
    this.measuredFrom = at;
    this.deliveries.reset();
    this.acks.reset();
  }

  /** Resolves with the ack of message `index`. */
  acked(index: number): Promise<void> {
    return new Promise((resolve) => this.ackWaiters.set(index, resolve));
  }

  /** Deliveries still to come. */
  get missingCount(): number {
    return this.connections.reduce((sum, connection) => sum + this.missingFor(connection), 0);
  }

  missingFor({ player, tally }: Connection): number {
    return this.expectedIn(player.roomId).count - tally.count;
  }

  /** Connections that lost a message, or got one twice, or one that was never sent. */
  get wrongCount(): number {
    return this.connections.filter(({ player, tally }) => !tally.isSameAs(this.expectedIn(player.roomId)))
      .length;
  }

  /** Forgets what was sent and delivered so far: what comes next is judged by itself. */
  forgetTallies(): void {
    for (const [roomId] of this.expected) this.expected.set(roomId, new Tally());
    for (const { tally } of this.connections) tally.reset();
  }

  /** Cuts off all but the first `stay` at once, without a word. */
  drop(stay = 0): void {
    const gone = this.connections.splice(stay);
    this.readyCount = this.connections.length;
    for (const connection of gone) {
      connection.isWanted = false;
      connection.drop();
    }
  }

  /** @throws Error where a connection ended by itself */
  throwIfBroken(): void {
    if (this.failure) throw this.failure;
  }

  private onSaid(said: Said, connection: Connection, at: number): void {
    switch (said.kind) {
      case 'ready':
        this.readyCount++;
        this.startSeq = Math.max(this.startSeq, said.seq);
        if (this.spec.tracksPresence) this.note(connection, said.people);
        break;
      case 'presence':
        if (this.spec.tracksPresence) this.note(connection, said.people);
        break;
      case 'ack': {
        const dueAt = this.dueAt[said.index] ?? 0;
        if (dueAt >= this.measuredFrom) this.acks.record((at - dueAt) * 1000);
        this.ackWaiters.get(said.index)?.();
        this.ackWaiters.delete(said.index);
        break;
      }
      case 'refused':
        this.refusedCount++;
        this.expectedIn(this.roomOf[said.index] ?? '').remove(said.index);
        break;
      case 'reply':
      case 'other':
        break;
    }
  }

  private note(connection: Connection, people: readonly string[]): void {
    for (const person of people) connection.known.add(person);
  }

  private expectedIn(roomId: string): Tally {
    let tally = this.expected.get(roomId);
    if (!tally) {
      tally = new Tally();
      this.expected.set(roomId, tally);
    }
    return tally;
  }

  private async until(isTrue: () => boolean, startedAt: number): Promise<void> {
    while (!isTrue()) {
      this.check(startedAt);
      await delay(LOOK_AGAIN_MS);
    }
  }

  private check(startedAt: number): void {
    this.throwIfBroken();
    if (performance.now() - startedAt > CONNECT_PATIENCE_MS)
      throw new Error(`${this.readyCount} of ${this.spec.players.length} were live in time`);
  }
}
