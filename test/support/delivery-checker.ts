import type { LogEvent } from '../../server/protocol/event.ts';
import type { Message } from '../../server/protocol/message.ts';
import type { SteadySender } from './steady-sender.ts';
import type { StoredEvent, StoredLog } from './stored-log.ts';

export interface Evidence {
  senders: readonly SteadySender[];
  /** What is on the disk at the end. */
  stored: StoredLog;
  /** What the host tells of each room over HTTP, at the end. */
  histories: ReadonlyMap<string, readonly Message[]>;
}

/**
 * Holds everything that clients sent and saw against what is stored. Gives a sentence for every promise
 * that was broken; an empty list is the proof that none was:
 *
 * - what was sent by somebody who never gave up is stored exactly once, and nothing else is;
 * - what was acknowledged is that message, at that seq, and every repeat of the ack says the same;
 * - nobody saw an event that is not stored, or stored otherwise (a seq given twice);
 * - nobody saw an event twice or out of order, or missed one that was theirs to see;
 * - the histories are what the events add up to.
 */
export function brokenPromises({ senders, stored, histories }: Evidence): string[] {
  return [
    ...senders.flatMap((sender) => sender.faults.map((fault) => `${sender.name}: ${fault}`)),
    ...doubles(stored),
    ...notStoredOnce(senders, stored),
    ...changesLost(senders, histories),
    ...senders.flatMap((sender) => deliveryFaults(sender, stored.events)),
    ...historyFaults(stored, histories),
  ];
}

function doubles({ events, messages }: StoredLog): string[] {
  const names = messages.map((message) => `${message.senderId} ${message.clientMessageId}`);
  const created = events.flatMap(({ event }) => (event.kind === 'message.created' ? [event.message.id] : []));
  return [
    ...repeated(names).map((name) => `${name} is stored more than once`),
    ...repeated(created).map((id) => `message ${id} was announced more than once`),
  ];
}

function notStoredOnce(senders: readonly SteadySender[], { events, messages }: StoredLog): string[] {
  const faults: string[] = [];
  const byName = new Map(messages.map((row) => [`${row.senderId} ${row.clientMessageId}`, row]));
  const bySeq = new Map(events.map(({ seq, event }) => [seq, event]));
  for (const sender of senders) {
    for (const { clientMessageId, roomId, text, acks } of sender.posted.values()) {
      const name = `${sender.userId} ${clientMessageId}`;
      const row = byName.get(name);
      byName.delete(name);
      const event = row && bySeq.get(Number(row.id));
      if (!row) faults.push(`${name} is not stored; it has ${acks.length} acks`);
      else if (event?.kind !== 'message.created') faults.push(`${name} is stored, but was never announced`);
      else if (event.message.id !== row.id || event.message.text !== text || event.roomId !== roomId)
        faults.push(`${name} was announced as ${JSON.stringify(event)}`);
      if (acks.length === 0) faults.push(`${name} was never acknowledged`);
      for (const ack of acks) {
        if (ack.messageId !== row?.id || ack.seq !== event?.seq)
          faults.push(`${name} is ${row?.id ?? 'nowhere'}, but its ack said ${JSON.stringify(ack)}`);
      }
    }
  }
  return [...faults, ...[...byName.keys()].map((name) => `${name} is stored, but nobody sent it`)];
}

function changesLost(senders: readonly SteadySender[], histories: Evidence['histories']): string[] {
  const byId = new Map([...histories.values()].flat().map((message) => [message.id, message]));
  return senders.flatMap((sender) =>
    [...sender.changes.values()].flatMap(({ frame, isDone }) => {
      const message = byId.get(frame.messageId);
      const holds =
        frame.type === 'edit'
          ? message?.text === frame.text
          : message?.reactions
              .find((reaction) => reaction.emoji === frame.emoji)
              ?.userIds.includes(sender.userId) === frame.on;
      if (!isDone) return [`${sender.name}: ${JSON.stringify(frame)} was never answered`];
      return holds ? [] : [`${sender.name}: ${JSON.stringify(frame)} was answered, but does not hold`];
    }),
  );
}

/** What one client saw, against what it had to see and what it might see. */
function deliveryFaults(sender: SteadySender, stored: readonly StoredEvent[]): string[] {
  const faults: string[] = [];
  const seen = new Map(sender.events.map((event) => [event.seq, event]));
  const memberships = new Map<string, boolean>();
  for (const { seq, audienceRoom, audienceUser, body, event } of stored) {
    const isForAll = audienceRoom === null && audienceUser === null;
    follow(memberships, event, sender.userId);
    if (seq <= (sender.firstSeq ?? Infinity)) continue;
    const isMember = audienceRoom !== null && memberships.get(audienceRoom) === true;
    const isDue = isForAll || audienceUser === sender.userId || isMember;
    const got = seen.get(seq);
    seen.delete(seq);
    if (!got && isDue) faults.push(`${sender.name} missed event ${seq} ${event.kind}`);
    if (got && JSON.stringify(got) !== body)
      faults.push(`${sender.name} saw ${seq} as ${JSON.stringify(got)}, but stored is ${body}`);
    // What was said in a room before one came may be replayed to a member; after one left it may not.
    if (got && !isDue && audienceRoom !== null && memberships.has(audienceRoom))
      faults.push(`${sender.name} saw event ${seq} of room ${audienceRoom} after leaving it`);
  }
  for (const event of seen.values())
    faults.push(`${sender.name} saw ${JSON.stringify(event)}, which is not stored`);
  return faults;
}

/** Notes when this person comes into a room and leaves it; a room never entered has no entry. */
function follow(memberships: Map<string, boolean>, event: LogEvent, userId: string): void {
  switch (event.kind) {
    case 'room.created':
      if (event.room.memberIds?.includes(userId)) memberships.set(event.roomId, true);
      break;
    case 'member.joined':
      if (event.userId === userId) memberships.set(event.roomId, true);
      break;
    case 'member.left':
      if (event.userId === userId) memberships.set(event.roomId, false);
      break;
    default:
      break;
  }
}

/** Replays the stored events and compares the outcome with what HTTP tells. */
function historyFaults({ events, messages }: StoredLog, histories: Evidence['histories']): string[] {
  const replayed = new Map<string, Message>();
  for (const { event } of events) {
    switch (event.kind) {
      case 'message.created':
        replayed.set(event.message.id, { ...event.message, reactions: [] });
        break;
      case 'message.edited':
      case 'message.deleted':
        replayed.set(event.message.id, structuredClone(event.message));
        break;
      case 'message.reacted':
        react(replayed.get(event.messageId), event);
        break;
      default:
        break;
    }
  }
  const faults: string[] = [];
  for (const [roomId, history] of histories) {
    const ids = messages.filter((row) => row.roomId === roomId).map((row) => row.id);
    if (ids.join() !== history.map((message) => message.id).join())
      faults.push(`the history of room ${roomId} has other messages, or another order, than the disk`);
    for (const message of history) {
      const expected = replayed.get(message.id);
      if (canonical(message) !== (expected && canonical(expected)))
        faults.push(`history says ${JSON.stringify(message)}, events add up to ${JSON.stringify(expected)}`);
    }
  }
  return faults;
}

function react(message: Message | undefined, event: Extract<LogEvent, { kind: 'message.reacted' }>): void {
  if (!message) return;
  const known = message.reactions.find((reaction) => reaction.emoji === event.emoji);
  if (event.on && known) known.userIds.push(event.userId);
  else if (event.on) message.reactions.push({ emoji: event.emoji, userIds: [event.userId] });
  else if (known) known.userIds = known.userIds.filter((userId) => userId !== event.userId);
  message.reactions = message.reactions.filter((reaction) => reaction.userIds.length > 0);
}

/** A message as text in which the order of its fields does not count. */
function canonical(message: Message): string {
  return JSON.stringify(Object.entries(message).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function repeated(names: readonly string[]): string[] {
  const known = new Set<string>();
  return names.filter((name) => known.size === known.add(name).size);
}
