import { useCallback, useEffect, useRef, useState } from 'react';
import type { SearchAnswer, SearchHit } from '../../../server/protocol/search-http.ts';
import type { ChatClient, Failure } from '../../client/types.ts';
import { useClient } from '../inside/client-context.ts';

/** Nobody reads what is found for half a word. */
const PAUSE_MS = 200;

export interface SearchText {
  /** As typed, with its filters. */
  text: string;
  /** Null to look everywhere. */
  roomId: string | null;
}

export type SearchState =
  /** Nothing was asked. */
  | { kind: 'idle' }
  | { kind: 'searching' }
  | { kind: 'failed'; failure: Failure }
  | {
      kind: 'found';
      hits: readonly SearchHit[];
      nextBefore: number | null;
      unknownFilters: readonly string[];
      isIndexing: boolean;
      isLoadingMore: boolean;
    };

interface SearchHandle {
  state: SearchState;
  /** Goes on below the oldest hit. */
  more: () => void;
  /** After a failure. */
  retry: () => void;
}

/** Looks for what was typed, as soon as the typing pauses. What was found before stays until there is something better. */
export function useSearch({ text, roomId }: SearchText): SearchHandle {
  const client = useClient();
  const [state, setState] = useState<SearchState>({ kind: 'idle' });
  const [attempt, setAttempt] = useState(0);
  /** Counts questions; the answer to an older one is thrown away. */
  const turn = useRef(0);
  const q = text.trim();

  useEffect(() => {
    const ownTurn = ++turn.current;
    const timer = window.setTimeout(
      () => {
        if (q === '') {
          setState({ kind: 'idle' });
          return;
        }
        setState((before) => (before.kind === 'found' ? before : { kind: 'searching' }));
        void ask(client, { text: q, roomId }).then((next) => {
          if (ownTurn === turn.current) setState(next);
        });
      },
      q === '' ? 0 : PAUSE_MS,
    );
    return () => {
      window.clearTimeout(timer);
    };
  }, [attempt, client, q, roomId]);

  const more = useCallback(() => {
    if (state.kind !== 'found' || state.nextBefore === null || state.isLoadingMore) return;
    const ownTurn = turn.current;
    setState({ ...state, isLoadingMore: true });
    void ask(client, { text: q, roomId }, state.nextBefore).then((next) => {
      if (ownTurn !== turn.current) return;
      setState(next.kind === 'found' ? { ...next, hits: [...state.hits, ...next.hits] } : next);
    });
  }, [client, q, roomId, state]);

  const retry = useCallback(() => {
    setAttempt((count) => count + 1);
  }, []);
  return { state, more, retry };
}

async function ask(client: ChatClient, { text, roomId }: SearchText, before?: number): Promise<SearchState> {
  const answer = await client.search({
    q: text,
    ...(roomId !== null && { roomId }),
    ...(before !== undefined && { before }),
  });
  return answer.ok ? found(answer.value) : { kind: 'failed', failure: answer };
}

function found({ hits, nextBefore, unknownFilters, isIndexing }: SearchAnswer): SearchState {
  return { kind: 'found', hits, nextBefore, unknownFilters, isIndexing, isLoadingMore: false };
}
