import { useId, type ReactNode } from 'react';

/** One group of settings under its title. */
export function SettingsPanel({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id} className="panel__title">
        {title}
      </h2>
      <div className="settings-rows">{children}</div>
    </section>
  );
}

interface RowProps {
  label: string;
  text?: ReactNode;
  /** What it is set with, or a button. */
  children: ReactNode;
}

/** A setting whose control stands beside its words. */
export function SettingsRow({ label, text, children }: RowProps) {
  return (
    <div className="settings-row">
      <div className="settings-row__words">
        <p className="settings-row__label">{label}</p>
        {text && <p className="settings-row__text">{text}</p>}
      </div>
      {children}
    </div>
  );
}
