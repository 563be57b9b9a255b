import './page-head.css';
import type { ReactNode } from 'react';

/** What a part of the page is for, and at most one thing to do there. */
export function PageHead({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <header className="page__head">
      <div className="page__words">
        <h1 className="page__title">{title}</h1>
        {text && <p className="page__text">{text}</p>}
      </div>
      {children}
    </header>
  );
}
