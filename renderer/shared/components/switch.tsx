import './switch.css';
import { useId, type ReactNode } from 'react';
import { usePending } from '../hooks/use-pending.ts';

interface Props {
  label: string;
  hint?: ReactNode;
  isOn: boolean;
  /** Gives whether it was taken; until `isOn` follows, the switch shows what was pressed. */
  onChange: (isOn: boolean) => Promise<boolean>;
}

/** Something that is on or off, and changes at once. */
export function Switch({ label, hint, isOn, onChange }: Props) {
  const hintId = useId();
  const [shown, choose] = usePending(isOn, onChange);
  return (
    <label className="switch">
      <span className="switch__words">
        <span className="switch__label">{label}</span>
        {hint && (
          <span id={hintId} className="switch__hint">
            {hint}
          </span>
        )}
      </span>
      <input
        className="switch__input"
        type="checkbox"
        role="switch"
        checked={shown}
        aria-label={label}
        aria-describedby={hint ? hintId : undefined}
        onChange={(event) => {
          choose(event.target.checked);
        }}
      />
    </label>
  );
}
