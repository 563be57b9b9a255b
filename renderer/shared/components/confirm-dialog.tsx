import { useState } from 'react';
import { useStrings } from '../i18n/use-strings.ts';
import { Button } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';
import { FieldNote } from './field.tsx';

interface Props {
  title: string;
  text: string;
  confirm: string;
  /** Gives what went wrong, in words, or null; then the dialog closes. */
  onConfirm: () => Promise<string | null>;
  onClose: () => void;
}

/** Asks once more before something that cannot simply be undone. */
export function ConfirmDialog({ title, text, confirm, onConfirm, onClose }: Props) {
  const { t } = useStrings();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function act() {
    setBusy(true);
    const problem = await onConfirm();
    setBusy(false);
    setError(problem);
    if (problem === null) onClose();
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <p className="dialog__text">{text}</p>
      {error !== null && <FieldNote id="confirm-error" isError text={error} />}
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="danger" isBusy={isBusy} onClick={() => void act()}>
          {confirm}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
