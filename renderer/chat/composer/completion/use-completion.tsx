import './completion.css';
import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Room } from '../../../../server/protocol/room.ts';
import { Avatar } from '../../../shared/avatar/avatar.tsx';
import { useStrings } from '../../../shared/i18n/use-strings.ts';
import { completionQuery } from './completion-query.ts';
import { useOptions, type CompletionOption } from './use-options.ts';

interface Facts {
  text: string;
  /** Where one writes; null while something is selected or the field has no focus. */
  caret: number | null;
  room: Room;
  /** Puts text in the place of what stands between `start` and the caret. */
  onComplete: (start: number, text: string) => void;
}

interface Completion {
  /** The list, where there is something to choose. */
  list: ReactNode;
  /** @returns whether the key was for the list */
  onKeyDown: (event: KeyboardEvent) => boolean;
  /** For the field one writes in. */
  fieldProps: { 'aria-autocomplete': 'list'; 'aria-controls'?: string; 'aria-activedescendant'?: string };
}

const LIST_ID = 'completion';
const optionId = (index: number) => `${LIST_ID}-${index}`;

/** Offers people after @, rooms after #, emoji after a colon. */
export function useCompletion({ text, caret, room, onComplete }: Facts): Completion {
  const { t } = useStrings();
  const query = useMemo(() => (caret === null ? null : completionQuery(text, caret)), [caret, text]);
  const options = useOptions(query, room);
  const [chosen, setChosen] = useState({ query, index: 0 });
  /** Sent away with Esc; another sign is another question. */
  const [dismissedAt, setDismissedAt] = useState<number | null>(null);
  if (chosen.query !== query) setChosen({ query, index: 0 });
  if (query === null && dismissedAt !== null) setDismissedAt(null);
  const isOpen = query !== null && options.length > 0 && dismissedAt !== query.start;
  const index = Math.min(chosen.index, options.length - 1);

  function accept(option: CompletionOption | undefined) {
    if (query && option) onComplete(query.start, option.insert);
  }

  return {
    list: (
      <>
        <p className="visually-hidden" role="status">
          {isOpen ? t('writing.options', { count: options.length }) : ''}
        </p>
        {isOpen && (
          <ul className="completion" id={LIST_ID} role="listbox" aria-label={t('writing.optionsLabel')}>
            {options.map((option, at) => (
              <li
                key={option.key}
                id={optionId(at)}
                className="completion__option"
                role="option"
                aria-selected={at === index}
                // The field keeps the focus, and a phone its keyboard.
                onPointerDown={(event) => {
                  event.preventDefault();
                }}
                onClick={() => {
                  accept(option);
                }}
                onPointerMove={() => {
                  if (at !== index) setChosen({ query, index: at });
                }}
              >
                {option.sign.kind === 'person' ? (
                  <Avatar avatarId={option.sign.user.avatarId} userId={option.sign.user.id} size={28} />
                ) : (
                  <span className="completion__sign" aria-hidden>
                    {option.sign.text}
                  </span>
                )}
                <bdi className="completion__label">{option.label}</bdi>
                {option.hint !== undefined && <span className="completion__hint">{option.hint}</span>}
              </li>
            ))}
          </ul>
        )}
      </>
    ),
    onKeyDown(event) {
      if (!isOpen || event.altKey || event.ctrlKey || event.metaKey) return false;
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (step !== undefined) setChosen({ query, index: (index + step + options.length) % options.length });
      else if ((event.key === 'Enter' && !event.shiftKey) || (event.key === 'Tab' && !event.shiftKey))
        accept(options[index]);
      else if (event.key === 'Escape') setDismissedAt(query.start);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
    fieldProps: {
      'aria-autocomplete': 'list',
      ...(isOpen && { 'aria-controls': LIST_ID, 'aria-activedescendant': optionId(index) }),
    },
  };
}
