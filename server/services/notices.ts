import type { CommittedEvent } from '../events/committed-event.ts';
import type { Notice } from '../protocol/control.ts';
import type { LogEvent } from '../protocol/event.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { Message } from '../protocol/message.ts';
import type { Directory, KnownRoom, KnownUser } from './directory.ts';
import { isMentioned } from './mentions.ts';

/**
 * What of newly stored events the owner wants to be told of on the host itself: direct messages to them, and
 * messages that speak to them by name in a room they are in. Never their own.
 */
export function noticesOf(directory: Directory, events: readonly CommittedEvent[]): Notice[] {
  const owner = directory.owner();
  if (!owner) return [];
  return events.flatMap(({ kind, audience, json }) => {
    // Most messages are in rooms and speak to nobody: they need not be read.
    const mayBeDirect = audience.to === 'room' && directory.room(audience.roomId)?.facts.kind === 'direct';
    if (kind !== 'message.created' || !(mayBeDirect || /[@＠]/u.test(json))) return [];
    const event = JSON.parse(json) as LogEvent;
    if (event.kind !== 'message.created') return [];
    const room = directory.room(Number(event.roomId));
    if (!room || !directory.isMember(room.id, owner.id)) return [];
    const notice = noticeOf(directory, owner, room, event.message);
    return notice ? [notice] : [];
  });
}

function noticeOf(directory: Directory, owner: KnownUser, room: KnownRoom, message: Message): Notice | null {
  if (Number(message.senderId) === owner.id) return null;
  const isDirect = room.facts.kind === 'direct';
  if (!isDirect && !isToOwner(directory, owner, message.text)) return null;
  return {
    kind: isDirect ? 'direct' : 'mention',
    messageId: Number(message.id),
    roomId: room.id,
    roomName: room.facts.name,
    senderName: message.senderName,
    text: shortText(message),
  };
}

function isToOwner(directory: Directory, { user }: KnownUser, text: string): boolean {
  // Nearly every message: then nobody's name need be looked at.
  if (!isMentioned(text, user.username)) return false;
  const others = directory.livingUsers().map((known) => known.user.username);
  return isMentioned(text, user.username, others);
}

/** One line of plain text; the names of files where there is nothing else. */
function shortText({ text, files }: Message): string {
  const line = (text === '' ? files.map(({ name }) => name).join(', ') : text).replace(/\s+/gu, ' ').trim();
  const chars = Array.from(line);
  if (chars.length <= LIMITS.noticeTextMaxChars) return line;
  return `${chars.slice(0, LIMITS.noticeTextMaxChars - 1).join('')}…`;
}
