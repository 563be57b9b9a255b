import { useState } from 'react';
import { LIMITS, SLOW_MODE_CHOICES_SECONDS, type SlowModeSeconds } from '../../../server/protocol/limits.ts';
import type { Room } from '../../../server/protocol/room.ts';
import { Button } from '../../shared/components/button.tsx';
import { Dialog, DialogActions } from '../../shared/components/dialog.tsx';
import { Field } from '../../shared/components/field.tsx';
import { SelectField } from '../../shared/components/select-field.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useSlowModeWords } from '../composer/use-slow-mode.ts';
import { useClient } from '../inside/client-context.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';

/** Changes a room's name and topic, and who may write in it and how often. For those who look after it. */
export function EditRoomDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const { t } = useStrings();
  const reason = useReason();
  const client = useClient();
  const [name, setName] = useState(room.name);
  const [topic, setTopic] = useState(room.topic);
  const [isAnnounceOnly, setAnnounceOnly] = useState(room.isAnnounceOnly);
  const [slowModeSeconds, setSlowModeSeconds] = useState(room.slowModeSeconds);
  const slowModeWords = useSlowModeWords();
  const [problem, setProblem] = useState<string>();
  const [isBusy, run] = useBusy();

  async function save() {
    if (name.trim() === '') {
      setProblem(t('createRoom.nameMissing'));
      return;
    }
    const answer = await client.updateRoom(room.id, {
      name: name.trim(),
      topic: topic.trim(),
      isAnnounceOnly,
      // Only what the list offers gets here.
      slowModeSeconds: slowModeSeconds as SlowModeSeconds,
    });
    if (answer.ok) onClose();
    else setProblem(reason(answer));
  }

  return (
    <Dialog title={t('room.edit')} onClose={onClose}>
      <form
        className="dialog__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          run(save);
        }}
      >
        <Field
          label={t('createRoom.name')}
          value={name}
          error={problem}
          autoComplete="off"
          maxLength={LIMITS.roomNameMaxChars}
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
        <Field
          label={t('room.topic')}
          value={topic}
          autoComplete="off"
          maxLength={LIMITS.roomTopicMaxChars}
          onChange={(event) => {
            setTopic(event.target.value);
          }}
        />
        <SelectField
          label={t('modes.who')}
          hint={t('modes.whoHint')}
          value={isAnnounceOnly ? 'keepers' : 'everyone'}
          onChange={(event) => {
            setAnnounceOnly(event.target.value === 'keepers');
          }}
        >
          <option value="everyone">{t('modes.everyone')}</option>
          <option value="keepers">{t('modes.keepers')}</option>
        </SelectField>
        {!isAnnounceOnly && (
          <SelectField
            label={t('modes.slow')}
            hint={t('modes.slowHint')}
            value={slowModeSeconds}
            onChange={(event) => {
              setSlowModeSeconds(Number(event.target.value));
            }}
          >
            {SLOW_MODE_CHOICES_SECONDS.map((seconds) => (
              <option key={seconds} value={seconds}>
                {seconds === 0 ? t('modes.slowOff') : slowModeWords(seconds)}
              </option>
            ))}
          </SelectField>
        )}
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" isBusy={isBusy}>
            {t('common.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
