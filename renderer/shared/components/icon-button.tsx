import './icon-button.css';
import type { ComponentProps, ReactNode } from 'react';
import { Tooltip } from './tooltip.tsx';

interface Props extends Omit<ComponentProps<'button'>, 'aria-label' | 'title'> {
  /** Read out, and shown on hover. */
  label: string;
  icon: ReactNode;
  isSmall?: boolean;
  tipSide?: 'top' | 'bottom' | 'left';
}

/** A button with a picture only. Its name is its tooltip. */
export function IconButton({ label, icon, isSmall = false, tipSide = 'top', className, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      className={`icon-button${isSmall ? ' icon-button--small' : ''} ${className ?? ''}`}
    >
      {icon}
      <Tooltip side={tipSide}>{label}</Tooltip>
    </button>
  );
}
