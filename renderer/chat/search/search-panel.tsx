import './search-panel.css';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../shared/components/button.tsx';
import { SearchField } from '../../shared/components/search-field.tsx';
import { SkeletonLines } from '../../shared/components/skeleton.tsx';
import { TOUCH, useMedia } from '../../shared/hooks/use-media.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient } from '../inside/client-context.ts';
import { messagePath, navigate } from '../route.ts';
import { SideHead } from '../side/side-head.tsx';
import type { SideRequest } from '../side/side-request.ts';
import { SearchHitLine } from './search-hit.tsx';
import { lastSearch, rememberSearch } from './search-memory.ts';
import { SearchTips } from './search-tips.tsx';
import { useSearch, type SearchState } from './use-search.ts';

interface Props {
  roomId: string | null;
  /** A new one whenever the search is asked for again: its field takes the focus. */
  request: SideRequest;
  onClose: () => void;
  /** A hit was chosen. */
  onGone: () => void;
}

/** Finds messages, in this room or in all that one may read. */
export function SearchPanel({ roomId, request, onClose, onGone }: Props) {
  const { t } = useStrings();
  const client = useClient();
  const isTouch = useMedia(TOUCH);
  const [text, setText] = useState(() => lastSearch(client));
  const [isEverywhere, setEverywhere] = useState(true);
  const { state, more, retry } = useSearch({ text, roomId: isEverywhere ? null : roomId });
  const panel = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const field = panel.current?.querySelector('input');
    field?.focus();
    field?.select();
  }, [request]);

  function write(next: string) {
    setText(next);
    rememberSearch(client, next);
  }

  return (
    <div
      className="side-panel"
      ref={panel}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <SideHead title={t('search.title')} close={t('search.close')} onClose={onClose} />
      <div className="search-panel__ask">
        <SearchField label={t('search.label')} value={text} onChange={write} />
        {roomId !== null && (
          <div className="search-panel__scope" role="group" aria-label={t('search.scope')}>
            {[true, false].map((isAll) => (
              <button
                key={String(isAll)}
                type="button"
                aria-pressed={isEverywhere === isAll}
                onClick={() => {
                  setEverywhere(isAll);
                }}
              >
                {t(isAll ? 'search.everywhere' : 'search.thisRoom')}
              </button>
            ))}
          </div>
        )}
      </div>
      <div className="search-panel__scroll">
        <p className="visually-hidden" role="status">
          {announcement(state, t)}
        </p>
        {state.kind === 'idle' && (
          <SearchTips
            onPick={(filter) => {
              write(`${text}${text === '' || text.endsWith(' ') ? '' : ' '}${filter}`);
              panel.current?.querySelector('input')?.focus();
            }}
          />
        )}
        {state.kind === 'searching' && (
          <div className="search-panel__shape">
            <SkeletonLines widths={[40, 90, 60, 40, 80, 50]} />
          </div>
        )}
        {state.kind === 'failed' && <Failed failure={state.failure} onRetry={retry} />}
        {state.kind === 'found' && (
          <>
            {state.unknownFilters.length > 0 && (
              <p className="search-panel__word">
                {t('search.unknown', { filters: state.unknownFilters.join(', ') })}
              </p>
            )}
            {state.isIndexing && <p className="search-panel__word">{t('search.indexing')}</p>}
            {state.hits.length === 0 && state.nextBefore === null && state.unknownFilters.length === 0 && (
              <p className="search-panel__word">{t('search.none', { text: text.trim() })}</p>
            )}
            <ul>
              {state.hits.map((hit) => (
                <li key={hit.message.id}>
                  <SearchHitLine
                    hit={hit}
                    showsRoom={isEverywhere}
                    onGo={({ message }) => {
                      navigate(messagePath(message.roomId, message.id));
                      if (isTouch) panel.current?.querySelector('input')?.blur();
                      onGone();
                    }}
                  />
                </li>
              ))}
            </ul>
            {state.nextBefore !== null && (
              <div className="search-panel__more">
                <Button isBusy={state.isLoadingMore} onClick={more}>
                  {t('search.more')}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </div>
  );
}

function Failed({ failure, onRetry }: { failure: { code: string; message: string }; onRetry: () => void }) {
  const { t } = useStrings();
  const reason = useReason();
  return (
    <div className="search-panel__word" role="alert">
      <p>{reason(failure)}</p>
      <Button onClick={onRetry}>{t('common.tryAgain')}</Button>
    </div>
  );
}

/** What was found, for those who do not see the list. */
function announcement(state: SearchState, t: ReturnType<typeof useStrings>['t']): string {
  if (state.kind === 'searching') return t('search.searching');
  return state.kind === 'found' ? t('search.count', { count: state.hits.length }) : '';
}
