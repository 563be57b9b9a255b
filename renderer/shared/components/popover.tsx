import './popover.css';
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

interface Props {
  label: string;
  /** Stands beside this. */
  anchor: Element;
  onClose: () => void;
  children: ReactNode;
}

const GAP_PX = 8;

/** A small panel beside what opened it. Closes on Esc and on a press elsewhere, and gives the focus back. */
export function Popover({ label, anchor, onClose, children }: Props) {
  const ref = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const panel = ref.current;
    if (!panel) return;
    const place = () => {
      const at = anchor.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = panel;
      const above = at.top - height - GAP_PX;
      const below = Math.min(at.bottom + GAP_PX, window.innerHeight - height - GAP_PX);
      const left = Math.min(Math.max(GAP_PX, at.right - width), window.innerWidth - width - GAP_PX);
      panel.style.top = `${above >= GAP_PX ? above : Math.max(GAP_PX, below)}px`;
      panel.style.left = `${left}px`;
    };
    place();
    // What it shows may come later than the panel itself, and be larger than the word that stood for it.
    const observer = new ResizeObserver(place);
    observer.observe(panel);
    return () => {
      observer.disconnect();
    };
  }, [anchor]);

  useEffect(() => {
    const cameFrom = document.activeElement;
    const closeOutside = (event: PointerEvent) => {
      if (event.target instanceof Node && !ref.current?.contains(event.target)) onClose();
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus({ preventScroll: true });
    };
  }, [onClose]);

  return createPortal(
    <div
      ref={ref}
      className="popover"
      role="dialog"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      {children}
    </div>,
    document.body,
  );
}
