import './message-text.css';
import { useMemo, useState } from 'react';
import type { TimelineMessage } from '../../client/types.ts';
import { fullTime } from '../../shared/i18n/times.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { parseBlocks } from '../../shared/text/markup/parse-blocks.ts';
import { RichText } from './rich-text/rich-text.tsx';

/** More than a screenful of a phone is folded. */
const FOLD_FROM_CHARS = 1_600;
const FOLD_FROM_LINES = 24;

/** A message's words, with what they were marked up to be. */
export function MessageText({ message }: { message: TimelineMessage }) {
  const { t } = useStrings();
  const [isUnfolded, setUnfolded] = useState(false);
  const blocks = useMemo(() => parseBlocks(message.text), [message.text]);
  const isLong = message.text.length > FOLD_FROM_CHARS || message.text.split('\n').length > FOLD_FROM_LINES;
  const isJumbo = useMemo(() => isOnlyEmoji(message.text), [message.text]);
  return (
    <>
      <div
        className="message-text"
        dir="auto"
        data-folded={(isLong && !isUnfolded) || undefined}
        data-jumbo={isJumbo || undefined}
      >
        <RichText blocks={blocks} end={message.editedAt && <Edited at={message.editedAt} />} />
      </div>
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

function Edited({ at }: { at: string }) {
  const { t, language } = useStrings();
  return (
    <>
      {' '}
      <span className="message-text__edited" title={t('message.editedAt', { time: fullTime(at, language) })}>
        {t('message.edited')}
      </span>
    </>
  );
}

/** One to three emoji and nothing else: they are the whole message, and shown as such. */
function isOnlyEmoji(text: string): boolean {
  return /^\s*(?:\p{Extended_Pictographic}(?:[\p{EMod}\ufe0f]|\u200d\p{Extended_Pictographic})*\s*){1,3}$/u.test(
    text,
  );
}
