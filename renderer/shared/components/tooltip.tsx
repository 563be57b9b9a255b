import './tooltip.css';
import type { ReactNode } from 'react';

/** A hint on hover or keyboard focus of its parent, which must be positioned and carry the same words as its name. */
export function Tooltip({
  side = 'top',
  children,
}: {
  side?: 'top' | 'bottom' | 'left';
  children: ReactNode;
}) {
  return (
    <span className={`tooltip tooltip--${side}`} aria-hidden>
      {children}
    </span>
  );
}
