import { searchAnswerSchema } from '../../protocol/answer-schemas.ts';
import { searchQuerySchema } from '../../protocol/search-http.ts';
import type { RouteDocs } from '../openapi/route-doc.ts';

export const SEARCH_DOCS: RouteDocs = {
  'GET /search': {
    tag: 'Messages',
    summary: 'Find messages by their words',
    description:
      'Newest first, and only what you may read. `q` is words, "phrases" and filters: `from:name`, `in:room`, ' +
      '`before:2026-11-01`, `after:2026-11-01`, `has:file`, `has:picture`, `has:link`.',
    access: 'people',
    query: searchQuerySchema,
    answer: { status: 200, schema: searchAnswerSchema },
    errors: ['room_not_found', 'storage_failed'],
    example: {
      answer: { hits: [], hasMore: false, nextBefore: null, unknownFilters: [], isIndexing: false },
    },
  },
};
