import './dialog.css';
import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useStrings } from '../i18n/use-strings.ts';
import { IconButton } from './icon-button.tsx';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** `sheet` rises from the bottom edge on phones. */
  look?: 'card' | 'sheet';
  isTitleHidden?: boolean;
}

/**
 * A modal dialog in the browser's own `<dialog>`: it holds the focus, closes on Esc or a press outside, and
 * gives the focus back. Render it to open it.
 */
export function Dialog({ title, onClose, children, look = 'card', isTitleHidden = false }: Props) {
  const { t } = useStrings();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    const cameFrom = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    // React focuses an `autoFocus` while the dialog is still closed, where nothing can be focused.
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => {
      dialog?.close();
      // Browsers give the focus back only where the dialog still stands in the page when it closes.
      if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus({ preventScroll: true });
    };
  }, []);

  return (
    <dialog
      ref={ref}
      className={`dialog dialog--${look}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <div className="dialog__box">
        <header className={isTitleHidden ? 'dialog__head dialog__head--hidden' : 'dialog__head'}>
          <h2 id={titleId} className={isTitleHidden ? 'visually-hidden' : 'dialog__title'}>
            {title}
          </h2>
          {!isTitleHidden && (
            <IconButton label={t('common.close')} tipSide="bottom" icon={<X size={20} />} onClick={onClose} />
          )}
        </header>
        {children}
      </div>
    </dialog>
  );
}

/** The buttons at a dialog's end; the one that does it stands last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="dialog__actions">{children}</div>;
}
