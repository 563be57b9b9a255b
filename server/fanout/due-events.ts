import type { CommittedEvent } from '../events/committed-event.ts';
import { eventsFrames } from './wire-frame.ts';

/**
 * What is due to a connection since the last flush, as a path in a tree that all connections share: those
 * that are due the same events stand at the same node, and its bytes are built once for all of them.
 */
export class DueEvents {
  readonly lastSeq: number;
  private readonly parent: DueEvents | null;
  private readonly event: CommittedEvent | null;
  private bytes: Buffer | undefined;
  /** Nearly always there is one way on, so it needs no map. */
  private lastChild: DueEvents | undefined;
  private otherChildren: Map<number, DueEvents> | undefined;

  /** The node where nothing is due. */
  static root(): DueEvents {
    return new DueEvents(null, null);
  }

  private constructor(parent: DueEvents | null, event: CommittedEvent | null) {
    this.parent = parent;
    this.event = event;
    this.lastSeq = event?.seq ?? 0;
  }

  /** The node where `event` is due after all that is due here. */
  then(event: CommittedEvent): DueEvents {
    if (this.lastChild?.event === event) return this.lastChild;
    const known = this.otherChildren?.get(event.seq);
    if (known) return known;
    const child = new DueEvents(this, event);
    if (this.lastChild) {
      this.otherChildren ??= new Map();
      this.otherChildren.set(this.lastChild.lastSeq, this.lastChild);
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
    const jsons: string[] = [];
    for (let node: DueEvents | null = this; node?.event; node = node.parent) jsons.push(node.event.json);
    return jsons.reverse();
  }
}
