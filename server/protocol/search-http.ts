import * as z from 'zod/mini';
import { idSchema } from './ids.ts';
import { LIMITS } from './limits.ts';
import type { Message } from './message.ts';
import { wholeNumberSchema } from './query-numbers.ts';

/**
 * GET /search. `q` is words, "phrases" and filters: `from:name`, `in:room`, `before:2026-11-01`, `after:2026-11-01`,
 * `has:file`, `has:picture`, `has:link`.
 */
export const searchQuerySchema = z.object({
  q: z.string().check(z.maxLength(LIMITS.searchQueryMaxChars)),
  roomId: z.optional(idSchema),
  fromUserId: z.optional(idSchema),
  /** Only messages with a smaller seq: where the page before ended. */
  before: z.optional(wholeNumberSchema),
  limit: z._default(
    z.pipe(wholeNumberSchema, z.int().check(z.gte(1), z.lte(LIMITS.searchPageMax))),
    LIMITS.searchPageDefault,
  ),
});
export type SearchQuery = z.infer<typeof searchQuerySchema>;

/** A piece of a message's text; what was looked for is marked. */
export interface SnippetPart {
  text: string;
  isMatch: boolean;
}

export interface SearchHit {
  message: Message;
  snippet: SnippetPart[];
}

/** Newest first, and only what the asker may read. */
export interface SearchAnswer {
  hits: SearchHit[];
  /** There may be more before `nextBefore`; a page may be empty all the same, where much had to be passed over. */
  hasMore: boolean;
  /** The `before` of the next page; null where there is none. */
  nextBefore: number | null;
  /** Filters that name nobody and nothing here, as they were typed. */
  unknownFilters: string[];
  /** Old messages are still being read into the index: something may be missing. */
  isIndexing: boolean;
}
