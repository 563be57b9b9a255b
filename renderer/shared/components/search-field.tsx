import { Search } from 'lucide-react';
import { Field } from './field.tsx';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Narrows a list while typing. Esc empties it before it closes anything. */
export function SearchField({ label, value, onChange }: Props) {
  return (
    <Field
      className="search-field"
      type="search"
      label={label}
      isLabelHidden
      placeholder={label}
      value={value}
      autoComplete="off"
      before={<Search size={16} className="search-field__icon" aria-hidden />}
      onChange={(event) => {
        onChange(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || value === '') return;
        event.stopPropagation();
        event.preventDefault();
        onChange('');
      }}
    />
  );
}
