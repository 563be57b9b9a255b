import './create-room-dialog.css';
import { Hash, Lock } from 'lucide-react';
import { useState } from 'react';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { Button } from '../../shared/components/button.tsx';
import { Dialog, DialogActions } from '../../shared/components/dialog.tsx';
import { Field } from '../../shared/components/field.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient } from '../inside/client-context.ts';
import { navigate, roomPath } from '../route.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';

const KINDS = ['public', 'private'] as const;

/** Name, topic, and who can come in. Goes to the new room. */
export function CreateRoomDialog({ onClose }: { onClose: () => void }) {
  const { t } = useStrings();
  const reason = useReason();
  const client = useClient();
  const [name, setName] = useState('');
  const [topic, setTopic] = useState('');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('public');
  const [problem, setProblem] = useState<string>();
  const [isBusy, run] = useBusy();

  async function create() {
    if (name.trim() === '') {
      setProblem(t('createRoom.nameMissing'));
      return;
    }
    const answer = await client.createRoom({ kind, name: name.trim(), topic: topic.trim() });
    if (!answer.ok) {
      setProblem(reason(answer));
      return;
    }
    onClose();
    navigate(roomPath(answer.roomId));
  }

  return (
    <Dialog title={t('createRoom.title')} onClose={onClose}>
      <form
        className="dialog__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          run(create);
        }}
      >
        <Field
          label={t('createRoom.name')}
          placeholder={t('createRoom.namePlaceholder')}
          value={name}
          error={problem}
          autoFocus
          autoComplete="off"
          maxLength={LIMITS.roomNameMaxChars}
          onChange={(event) => {
            setName(event.target.value);
            setProblem(undefined);
          }}
        />
        <Field
          label={t('createRoom.topic')}
          value={topic}
          autoComplete="off"
          maxLength={LIMITS.roomTopicMaxChars}
          onChange={(event) => {
            setTopic(event.target.value);
          }}
        />
        <fieldset className="room-kinds">
          <legend className="field__label">{t('createRoom.kind')}</legend>
          {KINDS.map((choice) => (
            <label key={choice} className="room-kinds__choice" data-chosen={choice === kind || undefined}>
              <input
                type="radio"
                name="kind"
                checked={choice === kind}
                onChange={() => {
                  setKind(choice);
                }}
              />
              {choice === 'public' ? <Hash size={18} aria-hidden /> : <Lock size={18} aria-hidden />}
              <span>
                <span className="room-kinds__name">{t(`createRoom.${choice}`)}</span>
                <span className="room-kinds__hint">{t(`createRoom.${choice}Hint`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" isBusy={isBusy}>
            {t('createRoom.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
