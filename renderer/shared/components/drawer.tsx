import './drawer.css';
import { useEffect, useRef, type ReactNode } from 'react';

interface Props {
  side: 'left' | 'right';
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** A panel over the page's edge, where the page is too narrow to hold it. Modal, as the browser's own `<dialog>`. */
export function Drawer({ side, label, onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const dialog = ref.current;
    const cameFrom = document.activeElement;
    if (dialog && !dialog.open) {
      dialog.showModal();
      // The first field would raise the keyboard over the list that one came for.
      dialog.focus();
    }
    return () => {
      dialog?.close();
      if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus({ preventScroll: true });
    };
  }, []);

  return (
    <dialog
      ref={ref}
      className={`drawer drawer--${side}`}
      aria-label={label}
      tabIndex={-1}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <div className="drawer__box">{children}</div>
    </dialog>
  );
}
