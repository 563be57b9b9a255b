import './tray.css';
import { useRef } from 'react';
import type { Upload } from '../../client/types.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { UploadCard } from './upload-card.tsx';

interface Props {
  tray: readonly Upload[];
  /** The last button that had the focus has gone. */
  onEmptied: () => void;
}

/** What will go with the next message, above its text. */
export function Tray({ tray, onEmptied }: Props) {
  const { t } = useStrings();
  const list = useRef<HTMLUListElement>(null);
  if (tray.length === 0) return null;
  const isDone = tray.every(({ state }) => state.kind === 'stored');

  /** The button that was pressed goes with its card: its neighbour takes the focus. */
  function focusBeside(index: number) {
    const cards = list.current?.children;
    const next = cards?.[index + 1] ?? cards?.[index - 1];
    const button = next?.querySelector<HTMLElement>('button:last-of-type');
    if (button) button.focus();
    else onEmptied();
  }

  return (
    <>
      <ul className="tray" aria-label={t('attach.tray')} ref={list} data-testid="tray">
        {tray.map((upload, index) => (
          <li key={upload.id} data-state={upload.state.kind}>
            <UploadCard
              file={upload}
              onRemoved={() => {
                focusBeside(index);
              }}
            />
          </li>
        ))}
      </ul>
      <p className="visually-hidden" role="status">
        {isDone ? t('attach.readyAll') : t('attach.added', { count: tray.length })}
      </p>
    </>
  );
}
