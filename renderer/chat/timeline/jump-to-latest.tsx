import './jump-to-latest.css';
import { ArrowDown } from 'lucide-react';
import { useState } from 'react';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import type { Row } from './build-rows.ts';

interface Props {
  rows: readonly Row[];
  ownId: string;
  isAtEnd: boolean;
  /** False where rows may be on their way that have long been read. */
  countsNews: boolean;
  onJump: () => void;
}

/** The way back to the newest message, and how many have come since the reader left it. */
export function JumpToLatest({ rows, ownId, isAtEnd, countsNews, onJump }: Props) {
  const { t } = useStrings();
  const latest = rows.findLast(({ message }) => message.seq !== null)?.message.seq ?? 0;
  const [seenSeq, setSeenSeq] = useState(latest);
  if (isAtEnd && seenSeq !== latest) setSeenSeq(latest);
  if (isAtEnd) return null;

  const count = countsNews
    ? rows.filter(({ message }) => (message.seq ?? 0) > seenSeq && message.senderId !== ownId).length
    : 0;
  return (
    <button type="button" className="jump-to-latest" data-new={count > 0 || undefined} onClick={onJump}>
      <ArrowDown size={16} aria-hidden />
      {count > 0 ? t('timeline.latestCount', { count }) : t('timeline.latest')}
    </button>
  );
}
