import { useState, type Ref } from 'react';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { Button } from '../../shared/components/button.tsx';
import { PasswordField } from '../../shared/components/password-field.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient, useClientState } from '../inside/client-context.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';

/** Sets the first password, or changes it. */
export function PasswordSection({ ref }: { ref: Ref<HTMLElement> }) {
  const { t } = useStrings();
  const reason = useReason();
  const client = useClient();
  const { hasPassword, username } = useClientState((state) => state.me);
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<{ current?: string; password?: string }>({});
  const [isSaved, setSaved] = useState(false);
  const [isBusy, run] = useBusy();

  async function save() {
    if (password.length < LIMITS.passwordMinChars) {
      setProblem({ password: t('join.passwordShort', { min: LIMITS.passwordMinChars }) });
      return;
    }
    const answer = await client.updateMe({ password, ...(hasPassword && { currentPassword: current }) });
    if (answer.ok) {
      setProblem({});
      setSaved(true);
      setCurrent('');
      setPassword('');
    } else {
      const isCurrentWrong = answer.code === 'wrong_credentials';
      setProblem({ [isCurrentWrong ? 'current' : 'password']: reason(answer) });
    }
  }

  return (
    <section ref={ref} className="settings__section" aria-labelledby="settings-password">
      <h3 id="settings-password" className="settings__title">
        {t('settings.password')}
      </h3>
      <p className="settings__text">{hasPassword ? t('settings.passwordHas') : t('settings.passwordNone')}</p>
      <form
        className="dialog__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          run(save);
        }}
      >
        {/* Lets password managers know whose it is. */}
        <input
          className="visually-hidden"
          tabIndex={-1}
          aria-hidden
          autoComplete="username"
          readOnly
          value={username}
        />
        {hasPassword && (
          <PasswordField
            label={t('settings.passwordCurrent')}
            value={current}
            error={problem.current}
            autoComplete="current-password"
            maxLength={LIMITS.passwordMaxChars}
            onChange={(event) => {
              setCurrent(event.target.value);
            }}
          />
        )}
        <PasswordField
          label={t('settings.passwordNew')}
          value={password}
          error={problem.password}
          autoComplete="new-password"
          maxLength={LIMITS.passwordMaxChars}
          onChange={(event) => {
            setPassword(event.target.value);
            setSaved(false);
          }}
        />
        <div className="settings__foot">
          <Button type="submit" isBusy={isBusy}>
            {hasPassword ? t('settings.passwordChange') : t('settings.passwordSet')}
          </Button>
          <p className="settings__saved" role="status">
            {isSaved && t('settings.passwordDone')}
          </p>
        </div>
      </form>
    </section>
  );
}
