import { AppError } from '../protocol/errors.ts';
import type { SearchAnswer, SearchQuery } from '../protocol/search-http.ts';
import type { SearchQuestion } from '../storage/search/search-index.ts';
import type { ServiceContext } from './service-context.ts';
import { parseSearch, type SearchFilters } from './search-filters.ts';

const NOTHING: Omit<SearchAnswer, 'unknownFilters'> = {
  hits: [],
  hasMore: false,
  nextBefore: null,
  isIndexing: false,
};

/**
 * Looks for messages, newest first, in all that the asker may read. Days are the host's own.
 *
 * @throws AppError `room_not_found` for a `roomId` that is not the asker's to read, `storage_failed`
 */
export async function searchMessages(
  context: ServiceContext,
  userId: number,
  query: SearchQuery,
): Promise<SearchAnswer> {
  const filters = parseSearch(query.q);
  const rooms = context.directory.visibleRooms(userId);
  const place = placeOf(context, userId, query, filters, rooms);
  if (place === null) return { ...NOTHING, unknownFilters: filters.unknown };
  const found = await context.search.find({
    text: filters.text,
    ...place,
    marks: filters.has,
    readableRoomIds: rooms.map((room) => room.id),
    ...(query.before !== undefined && { before: query.before }),
    ...(filters.after !== null && { sinceTime: startOfDay(filters.after) }),
    ...(filters.before !== null && { untilTime: startOfDay(filters.before) }),
    limit: query.limit,
  });
  const { hits, nextBefore, isIndexing } = found;
  return { hits, nextBefore, hasMore: nextBefore !== null, unknownFilters: filters.unknown, isIndexing };
}

/** The one room and the one person that are asked for; null where two are asked for at once, or one that is not there. */
function placeOf(
  { directory }: ServiceContext,
  userId: number,
  query: SearchQuery,
  filters: SearchFilters,
  rooms: ReturnType<ServiceContext['directory']['visibleRooms']>,
): Pick<SearchQuestion, 'roomId' | 'senderId'> | null {
  if (query.roomId !== undefined && !directory.mayRead(Number(query.roomId), userId))
    throw new AppError('room_not_found');
  const roomIds = new Set<number>(query.roomId === undefined ? [] : [Number(query.roomId)]);
  const senderIds = new Set<number>(query.fromUserId === undefined ? [] : [Number(query.fromUserId)]);
  for (const name of filters.in) {
    const room = rooms.find(({ facts }) => facts.kind !== 'direct' && isSameName(facts.name, name));
    if (room) roomIds.add(room.id);
    else filters.unknown.push(`in:${name}`);
  }
  for (const name of filters.from) {
    const person = isSelf(name) ? userId : directory.userByName(name)?.id;
    if (person === undefined) filters.unknown.push(`from:${name}`);
    else senderIds.add(person);
  }
  // Nobody wrote one message twice, or in two rooms; and what can't be understood must not pass for "no such messages".
  if (roomIds.size > 1 || senderIds.size > 1 || filters.unknown.length > 0) return null;
  const [roomId] = roomIds;
  const [senderId] = senderIds;
  return { ...(roomId !== undefined && { roomId }), ...(senderId !== undefined && { senderId }) };
}

function isSelf(name: string): boolean {
  return name.toLowerCase() === 'me' || name === '我';
}

function isSameName(one: string, other: string): boolean {
  return one.normalize('NFKC').toLowerCase() === other.normalize('NFKC').toLowerCase();
}

function startOfDay(day: string): number {
  return new Date(`${day}T00:00:00`).getTime();
}
