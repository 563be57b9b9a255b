import './toasts.css';
import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react';

/** Long enough to read a sentence twice. */
const SHOWN_MS = 5_000;

const ToastContext = createContext<(text: string) => void>(() => undefined);

/** Says something in passing, at the bottom of the page and to screen readers. */
export function useToast(): (text: string) => void {
  return useContext(ToastContext);
}

/** Holds the one line of passing news; a newer one takes its place. */
export function Toasts({ children }: { children: ReactNode }) {
  const [text, setText] = useState('');
  const timer = useRef(0);
  const say = useCallback((news: string) => {
    window.clearTimeout(timer.current);
    setText(news);
    timer.current = window.setTimeout(() => {
      setText('');
    }, SHOWN_MS);
  }, []);
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
    },
    [],
  );
  return (
    <ToastContext value={say}>
      {children}
      <div className="toasts" role="status">
        {text !== '' && <p className="toasts__toast">{text}</p>}
      </div>
    </ToastContext>
  );
}
