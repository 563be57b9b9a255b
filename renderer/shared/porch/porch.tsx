import './porch.css';
import type { ReactNode } from 'react';
import { Lamp } from '../components/lamp.tsx';
import { Preferences } from './preferences.tsx';

interface Props {
  title: string;
  text?: string;
  isLit?: boolean;
  children?: ReactNode;
}

/** What stands before the room: a lamp, a word, and at most one thing to do. */
export function Porch({ title, text, isLit = true, children }: Props) {
  return (
    <div className="porch" data-lit={isLit || undefined}>
      <main className="porch__main">
        <header className="porch__head">
          <span className="porch__lamp">
            <Lamp size={64} isLit={isLit} />
          </span>
          <h1 className="porch__title">{title}</h1>
          {text && <p className="porch__text">{text}</p>}
        </header>
        {children}
      </main>
      <Preferences />
    </div>
  );
}
