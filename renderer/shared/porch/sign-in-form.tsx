import { useState, type ReactNode } from 'react';
import { LIMITS } from '../../../server/protocol/limits.ts';
import type { Me } from '../../../server/protocol/user.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { useBusy } from '../hooks/use-busy.ts';
import { useStrings } from '../i18n/use-strings.ts';
import type { HostApi } from '../../client/host-api.ts';
import { useReason } from '../i18n/use-reason.ts';

interface Props {
  door: Pick<HostApi, 'signIn'>;
  username: string;
  onUsername: (name: string) => void;
  onEnter: (me: Me) => void;
  /** The way back. */
  children: ReactNode;
}

/** Name and password, for those who have set one. */
export function SignInForm({ door, username, onUsername, onEnter, children }: Props) {
  const { t } = useStrings();
  const reason = useReason();
  const [password, setPassword] = useState('');
  const [problems, setProblems] = useState<{ username?: string; password?: string }>({});
  const [isBusy, run] = useBusy();

  async function submit() {
    if (username.trim() === '') {
      setProblems({ username: t('join.nameMissing') });
      return;
    }
    if (password === '') {
      setProblems({ password: t('join.passwordMissing') });
      return;
    }
    setProblems({});
    const answer = await door.signIn({ username, password });
    if (answer.ok) onEnter(answer.value.user);
    else setProblems({ password: reason(answer) });
  }

  return (
    <form
      className="porch__form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        run(submit);
      }}
    >
      <Field
        label={t('join.name')}
        value={username}
        error={problems.username}
        autoFocus={username === ''}
        autoComplete="username"
        maxLength={LIMITS.usernameMaxChars * 4}
        onChange={(event) => {
          onUsername(event.target.value);
        }}
      />
      <PasswordField
        label={t('join.password')}
        hint={t('join.signInHint')}
        value={password}
        error={problems.password}
        autoFocus={username !== ''}
        autoComplete="current-password"
        maxLength={LIMITS.passwordMaxChars}
        onChange={(event) => {
          setPassword(event.target.value);
        }}
      />
      <div className="porch__actions">
        <Button look="primary" isWide type="submit" isBusy={isBusy}>
          {isBusy ? t('join.signingIn') : t('join.signIn')}
        </Button>
        {children}
      </div>
    </form>
  );
}
