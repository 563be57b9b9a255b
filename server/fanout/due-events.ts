import type { CommittedEvent } from '../events/committed-event.ts';
import { eventsFrames } from './wire-frame.ts';

/**
 * What is due to a connection since the last flush, as a path in a tree that all connections share: those
 * that are due the same events stand at the same node, and its bytes are built once for all of them.
 */
export class DueEvents {
  readonly lastSeq: number;
  private readonly parent: DueEvents | null;
  private readonly events: readonly CommittedEvent[];
  private bytes: Buffer | undefined;
  /** Nearly always there is one way on, so it needs no map. */
  private lastChild: DueEvents | undefined;
  private otherChildren: Map<readonly CommittedEvent[], DueEvents> | undefined;

  /** The node where nothing is due. */
  static root(): DueEvents {
    return new DueEvents(null, []);
  }

  private constructor(parent: DueEvents | null, events: readonly CommittedEvent[]) {
    this.parent = parent;
    this.events = events;
    this.lastSeq = events.at(-1)?.seq ?? 0;
  }

  /**
   * The node where these are due after all that is due here.
   *
   * @param events in seq order, at least one; whoever is due the same is given the same array
   */
  then(events: readonly CommittedEvent[]): DueEvents {
    if (this.lastChild?.events === events) return this.lastChild;
    const known = this.otherChildren?.get(events);
    if (known) return known;
    const child = new DueEvents(this, events);
    if (this.lastChild) {
      this.otherChildren ??= new Map();
      this.otherChildren.set(this.lastChild.events, this.lastChild);
    }
    this.lastChild = child;
    return child;
  }

  /** The frames that carry all events up to here. */
  frames(): Buffer {
    this.bytes ??= eventsFrames(this.path());
    return this.bytes;
  }

  private path(): string[] {
    const nodes: DueEvents[] = [];
    for (let node: DueEvents | null = this; node; node = node.parent) nodes.push(node);
    return nodes.reverse().flatMap(({ events }) => events.map(({ json }) => json));
  }
}
