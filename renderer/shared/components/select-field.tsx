import './field.css';
import './select-field.css';
import { useId, type ComponentProps, type ReactNode } from 'react';
import { FieldNote } from './field.tsx';

interface Props extends ComponentProps<'select'> {
  label: string;
  hint?: ReactNode;
}

/** One of a few things to choose from, with its label and hint tied to it. */
export function SelectField({ label, hint, children, ...select }: Props) {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <div className="field__frame">
        <select
          {...select}
          id={id}
          className="select-field__input"
          aria-describedby={hint ? noteId : undefined}
        >
          {children}
        </select>
      </div>
      {hint && <FieldNote id={noteId} isError={false} text={hint} />}
    </div>
  );
}
