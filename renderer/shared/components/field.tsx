import './field.css';
import { CircleAlert } from 'lucide-react';
import { useId, type ComponentProps, type ReactNode } from 'react';

interface Props extends ComponentProps<'input'> {
  label: string;
  hint?: ReactNode;
  /** Said instead of the hint, and read out. */
  error?: string | undefined;
  isLabelHidden?: boolean;
  /** Stands inside the frame, before or after the text. */
  before?: ReactNode;
  after?: ReactNode;
}

/** One line of text to fill in, with its label, hint and error tied to it. */
export function Field({
  label,
  hint,
  error,
  isLabelHidden = false,
  before,
  after,
  className,
  ...input
}: Props) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={`field ${className ?? ''}`}>
      <label className={isLabelHidden ? 'visually-hidden' : 'field__label'} htmlFor={id}>
        {label}
      </label>
      <div className="field__frame" data-invalid={error !== undefined || undefined}>
        {before}
        <input
          {...input}
          id={id}
          data-autofocus={input.autoFocus}
          className="field__input"
          aria-invalid={error !== undefined || undefined}
          aria-describedby={note ? noteId : undefined}
        />
        {after}
      </div>
      {note && <FieldNote id={noteId} isError={error !== undefined} text={note} />}
    </div>
  );
}

/** The line under a field. An error comes with a sign, so that it does not speak by colour alone. */
export function FieldNote({ id, isError, text }: { id: string; isError: boolean; text: ReactNode }) {
  return (
    <p
      id={id}
      className={isError ? 'field__note field__note--error' : 'field__note'}
      role={isError ? 'alert' : undefined}
    >
      {isError && <CircleAlert size={16} aria-hidden />}
      <span>{text}</span>
    </p>
  );
}
