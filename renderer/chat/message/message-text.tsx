import './message-text.css';
import { useMemo, useState } from 'react';
import type { TimelineMessage } from '../../client/types.ts';
import { fullTime } from '../../shared/i18n/times.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { linkify } from '../../shared/text/linkify.ts';

/** More than a screenful of a phone is folded. */
const FOLD_FROM_CHARS = 1_600;
const FOLD_FROM_LINES = 24;

/** A message's words, as they were typed, with addresses to press. */
export function MessageText({ message }: { message: TimelineMessage }) {
  const { t, language } = useStrings();
  const [isUnfolded, setUnfolded] = useState(false);
  const parts = useMemo(() => linkify(message.text), [message.text]);
  const isLong = message.text.length > FOLD_FROM_CHARS || message.text.split('\n').length > FOLD_FROM_LINES;
  const isJumbo = useMemo(() => isOnlyEmoji(message.text), [message.text]);
  return (
    <>
      <p
        className="message-text"
        dir="auto"
        data-folded={(isLong && !isUnfolded) || undefined}
        data-jumbo={isJumbo || undefined}
      >
        {parts.map((part, index) =>
          part.kind === 'link' ? (
            // Parts never move: the text is drawn whole whenever it changes.
            <a key={index} href={part.url} target="_blank" rel="noopener noreferrer">
              {part.text}
            </a>
          ) : (
            part.text
          ),
        )}
        {message.editedAt && (
          <>
            {' '}
            <span
              className="message-text__edited"
              title={t('message.editedAt', { time: fullTime(message.editedAt, language) })}
            >
              {t('message.edited')}
            </span>
          </>
        )}
      </p>
      {isLong && (
        <button
          type="button"
          className="message-text__fold"
          onClick={() => {
            setUnfolded(!isUnfolded);
          }}
        >
          {isUnfolded ? t('message.showLess') : t('message.showAll')}
        </button>
      )}
    </>
  );
}

/** One to three emoji and nothing else: they are the whole message, and shown as such. */
function isOnlyEmoji(text: string): boolean {
  return /^\s*(?:\p{Extended_Pictographic}(?:[\p{EMod}\ufe0f]|\u200d\p{Extended_Pictographic})*\s*){1,3}$/u.test(
    text,
  );
}
