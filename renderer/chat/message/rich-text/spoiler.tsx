import { useState, type ReactNode } from 'react';
import { useStrings } from '../../../shared/i18n/use-strings.ts';

/** Hidden until somebody wants to know; not there for screen readers either. */
export function Spoiler({ children }: { children: ReactNode }) {
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
      <span aria-hidden>{children}</span>
    </button>
  );
}
