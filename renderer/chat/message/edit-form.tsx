import './edit-form.css';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { LIMITS } from '../../../server/protocol/limits.ts';
import type { TimelineMessage } from '../../client/types.ts';
import { Button } from '../../shared/components/button.tsx';
import { FieldNote } from '../../shared/components/field.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { TOUCH, useMedia } from '../../shared/hooks/use-media.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { charCount } from '../../shared/text/char-count.ts';
import { isComposing } from '../composer/is-composing.ts';
import { useAutoGrow } from '../composer/use-auto-grow.ts';
import { useClient } from '../inside/client-context.ts';
import { useRoomTools } from '../timeline/room-tools.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';

/** Changes a message in its place. What was typed stays until it is stored or given up. */
export function EditForm({ message }: { message: TimelineMessage }) {
  const { t } = useStrings();
  const client = useClient();
  const reason = useReason();
  const { edit } = useRoomTools();
  const isTouch = useMedia(TOUCH);
  const [text, setText] = useState(message.text);
  const [problem, setProblem] = useState<string>();
  const [isBusy, run] = useBusy();
  const area = useRef<HTMLTextAreaElement>(null);
  useAutoGrow(area, text);

  useEffect(() => {
    const field = area.current;
    if (!field) return;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    field.scrollIntoView({ block: 'nearest' });
  }, []);

  async function save() {
    if (text === message.text) {
      edit(null);
      return;
    }
    if (charCount(text) > LIMITS.messageTextMaxChars) {
      setProblem(t('composer.tooLong'));
      return;
    }
    const answer = await client.edit(message.id, text);
    if (answer.ok) edit(null);
    else setProblem(t('edit.failed', { reason: reason(answer) }));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      edit(null);
    } else if (event.key === 'Enter' && !event.shiftKey && !isTouch) {
      event.preventDefault();
      run(save);
    }
  }

  return (
    <form
      className="edit-form"
      onSubmit={(event) => {
        event.preventDefault();
        run(save);
      }}
    >
      <textarea
        ref={area}
        className="edit-form__text"
        aria-label={t('edit.label')}
        dir="auto"
        rows={1}
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      {problem && <FieldNote id="edit-problem" isError text={problem} />}
      <div className="edit-form__foot">
        {!isTouch && <p className="edit-form__hint">{t('edit.hint')}</p>}
        <Button
          onClick={() => {
            edit(null);
          }}
        >
          {t('common.cancel')}
        </Button>
        <Button look="primary" type="submit" isBusy={isBusy}>
          {t('edit.save')}
        </Button>
      </div>
    </form>
  );
}
