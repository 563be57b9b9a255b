import './notice.css';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  text?: ReactNode;
  /** One way on, at most two. */
  children?: ReactNode;
  icon?: ReactNode;
  /** Heading level, by where it stands. */
  level?: 1 | 2;
}

/** A calm word in the middle of a place: nothing here yet, not open, gone, failed. */
export function Notice({ title, text, children, icon, level = 2 }: Props) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className="notice">
      {icon && <div className="notice__icon">{icon}</div>}
      <Heading className="notice__title">{title}</Heading>
      {text && <p className="notice__text">{text}</p>}
      {children && <div className="notice__actions">{children}</div>}
    </div>
  );
}
