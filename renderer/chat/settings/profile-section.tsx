import { useState } from 'react';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { Button } from '../../shared/components/button.tsx';
import { Field } from '../../shared/components/field.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient, useClientState } from '../inside/client-context.ts';
import { AvatarGrid } from '../../shared/avatar/avatar-grid.tsx';
import { useReason } from '../../shared/i18n/use-reason.ts';

/** Name and picture. Pictures change at once, the name when it is saved. */
export function ProfileSection() {
  const { t } = useStrings();
  const reason = useReason();
  const client = useClient();
  const me = useClientState((state) => state.me);
  const [username, setUsername] = useState(me.username);
  const [problem, setProblem] = useState<string>();
  const [isSaved, setSaved] = useState(false);
  const [isBusy, run] = useBusy();
  const isChanged = username.trim() !== me.username;

  async function change(what: { username: string } | { avatarId: string }) {
    const answer = await client.updateMe(what);
    setProblem(answer.ok ? undefined : reason(answer));
    setSaved(answer.ok);
  }

  return (
    <section className="settings__section" aria-labelledby="settings-you">
      <h3 id="settings-you" className="settings__title">
        {t('settings.you')}
      </h3>
      <form
        className="dialog__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isChanged) run(() => change({ username: username.trim() }));
        }}
      >
        <Field
          label={t('settings.name')}
          value={username}
          error={problem}
          autoComplete="nickname"
          maxLength={LIMITS.usernameMaxChars * 4}
          onChange={(event) => {
            setUsername(event.target.value);
            setSaved(false);
          }}
        />
        {isChanged && (
          <div className="settings__foot">
            <Button look="primary" type="submit" isBusy={isBusy}>
              {t('common.save')}
            </Button>
          </div>
        )}
      </form>
      <p className="settings__saved" role="status">
        {isSaved && !isChanged && t('settings.saved')}
      </p>
      <AvatarGrid
        avatarId={me.avatarId}
        userId={me.id}
        onChange={(avatarId) => {
          run(() => change({ avatarId }));
        }}
      />
    </section>
  );
}
