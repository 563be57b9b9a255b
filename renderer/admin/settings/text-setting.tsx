import { useState, type ReactNode } from 'react';
import { Button } from '../../shared/components/button.tsx';
import { Field } from '../../shared/components/field.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';

interface Props {
  label: string;
  hint?: ReactNode;
  /** As the host or the shell has it now. */
  value: string;
  maxLength: number;
  /** What is wrong with a text, in words, or null. */
  check?: (text: string) => string | null;
  onSave: (text: string) => Promise<unknown>;
  inputMode?: 'url';
}

/** One line that is kept when somebody says so; Esc takes back what was typed. */
export function TextSetting({ label, hint, value, maxLength, check, onSave, inputMode }: Props) {
  const { t } = useStrings();
  // Null while nothing is typed: then it follows the value, which may change elsewhere.
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, run] = useBusy();
  const text = typed ?? value;
  const isChanged = text.trim() !== value;

  async function save() {
    const problem = check?.(text.trim()) ?? null;
    setError(problem);
    if (problem !== null || !isChanged) return;
    await onSave(text.trim());
    setTyped(null);
  }

  return (
    <form
      className="text-setting"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        run(save);
      }}
    >
      <Field
        label={label}
        hint={hint}
        error={error ?? undefined}
        value={text}
        maxLength={maxLength}
        inputMode={inputMode}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || typed === null) return;
          setTyped(null);
          setError(null);
        }}
      />
      <div className="text-setting__save">
        <Button type="submit" isBusy={isBusy} aria-disabled={!isChanged}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
