import './button.css';
import type { ComponentProps, ReactNode } from 'react';

interface Props extends ComponentProps<'button'> {
  look?: 'primary' | 'plain' | 'quiet' | 'danger';
  /** Something is under way: cannot be pressed again, keeps the focus. */
  isBusy?: boolean;
  isWide?: boolean;
  icon?: ReactNode;
}

/** A button with words. `primary` once a page, `danger` only for what cannot be taken back. */
export function Button({
  look = 'plain',
  isBusy = false,
  isWide = false,
  icon,
  className,
  children,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      data-autofocus={rest.autoFocus}
      className={`button button--${look}${isWide ? ' button--wide' : ''} ${className ?? ''}`}
      // aria-disabled keeps the focus where it was; `disabled` would throw it to the top of the page.
      aria-disabled={isBusy || rest['aria-disabled'] || undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else rest.onClick?.(event);
      }}
    >
      {icon}
      <span className="button__text">{children}</span>
    </button>
  );
}
