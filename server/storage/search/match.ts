import type { Term } from './terms.ts';

/** Marks of a message that filters ask for; none can be a word, since these stand in a column of their own. */
export const MARK = { file: 'f', picture: 'p', link: 'l' } as const;
export type Mark = keyof typeof MARK;

export interface Place {
  roomId?: number;
  senderId?: number;
  marks: readonly Mark[];
}

/**
 * An FTS5 query (https://sqlite.org/fts5.html#full_text_query_syntax). Tokens are letters, digits and marks only, so
 * within quotes nothing of them is syntax. Null where nothing at all is asked for.
 */
export function matchExpression(terms: readonly Term[], place: Place): string | null {
  const words = terms.map(({ tokens, isPrefix }) => `"${tokens.join(' ')}"${isPrefix ? ' *' : ''}`);
  const places = placeTokens(place).map((token) => `"${token}"`);
  const parts = [
    ...(words.length > 0 ? [`{words names} : (${words.join(' AND ')})`] : []),
    ...(places.length > 0 ? [`place : (${places.join(' AND ')})`] : []),
  ];
  return parts.length === 0 ? null : parts.join(' AND ');
}

export function placeTokens({ roomId, senderId, marks }: Place): string[] {
  return [
    ...(roomId === undefined ? [] : [`r${roomId}`]),
    ...(senderId === undefined ? [] : [`u${senderId}`]),
    ...marks.map((mark) => MARK[mark]),
  ];
}
