import { LIMITS } from '../../../server/protocol/limits.ts';
import type { Room } from '../../../server/protocol/room.ts';
import type { User } from '../../../server/protocol/user.ts';
import { nameKey, splitMentions, type MentionPart } from '../../shared/text/mentions.ts';

/** Words that mean everybody in the room, in the languages of the page. */
const EVERYBODY: ReadonlySet<string> = new Set(['here', 'all', '所有人', '大家']);

const peopleByName = new WeakMap<ReadonlyMap<string, User>, Map<string, User>>();
const roomsByName = new WeakMap<ReadonlyMap<string, Room>, Map<string, Room>>();

export type PersonMention = User | 'everybody';

/** Whom `@name` means, in a piece of text. */
export function splitPeople(text: string, users: ReadonlyMap<string, User>): MentionPart<PersonMention>[] {
  const byName = remembered(peopleByName, users, (user) => user.username);
  return splitMentions<PersonMention>(
    text,
    '@',
    (key) => byName.get(key) ?? (EVERYBODY.has(key) ? 'everybody' : undefined),
    LIMITS.usernameMaxChars * 2,
  );
}

/** Which room `#name` means, in a piece of text. */
export function splitRooms(text: string, rooms: ReadonlyMap<string, Room>): MentionPart<Room>[] {
  const byName = remembered(roomsByName, rooms, (room) => (room.kind === 'direct' ? '' : room.name));
  return splitMentions(text, '#', (key) => byName.get(key), LIMITS.roomNameMaxChars * 2);
}

/** Whether a message's words mean this person: by name, or as one of everybody. */
export function mentions(text: string, userId: string, users: ReadonlyMap<string, User>): boolean {
  return splitPeople(text, users).some(
    (part) => part.kind === 'mention' && (part.target === 'everybody' || part.target.id === userId),
  );
}

function remembered<Thing>(
  memory: WeakMap<ReadonlyMap<string, Thing>, Map<string, Thing>>,
  things: ReadonlyMap<string, Thing>,
  nameOf: (thing: Thing) => string,
): Map<string, Thing> {
  const known = memory.get(things);
  if (known) return known;
  const made = new Map<string, Thing>();
  for (const thing of things.values()) {
    const key = nameKey(nameOf(thing));
    if (key !== '') made.set(key, thing);
  }
  memory.set(things, made);
  return made;
}
