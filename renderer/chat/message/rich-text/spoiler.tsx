import { useState, type ReactNode } from 'react';
import { useStrings } from '../../../shared/i18n/use-strings.ts';

interface Props {
  /** Its words alone, which give it its size: names and links in it must not be reached before it is shown. */
  hidden: string;
  children: ReactNode;
}

/** Hidden until somebody wants to know; not there for screen readers either. */
export function Spoiler({ hidden, children }: Props) {
  const { t } = useStrings();
  const [isShown, setShown] = useState(false);
  if (isShown) return <span className="rich-text__spoiler">{children}</span>;
  return (
    <button
      type="button"
      className="rich-text__spoiler"
      aria-label={t('writing.spoilerShow')}
      onClick={() => {
        setShown(true);
      }}
    >
      <span aria-hidden>{hidden}</span>
    </button>
  );
}
