import { useState } from 'react';
import type { ServerInfo } from '../../../server/protocol/http.ts';
import { LIMITS } from '../../../server/protocol/limits.ts';
import type { Me } from '../../../server/protocol/user.ts';
import { Button } from '../../shared/components/button.tsx';
import { Field, FieldNote } from '../../shared/components/field.tsx';
import { PasswordField } from '../../shared/components/password-field.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { charCount } from '../../shared/text/char-count.ts';
import type { Door } from '../entrance.ts';
import { AvatarChoice } from '../../shared/avatar/avatar-choice.tsx';
import { rememberedAvatar } from '../../shared/avatar/first-avatar.ts';
import { Porch } from '../../shared/porch/porch.tsx';
import { useReason } from '../../shared/i18n/use-reason.ts';

interface Props {
  server: ServerInfo;
  token: string;
  door: Door;
  onEnter: (me: Me) => void;
  onLook: () => Promise<void>;
}

interface Problems {
  username?: string;
  password?: string;
  serverName?: string;
  form?: string;
}

/** Makes the owner. Shown once in a host's life, to whoever holds the link from its screen. */
export function SetupPage({ server, token, door, onEnter, onLook }: Props) {
  const { t } = useStrings();
  const reason = useReason();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [serverName, setServerName] = useState(server.name);
  const [avatarId, setAvatarId] = useState(rememberedAvatar);
  const [problems, setProblems] = useState<Problems>({});
  const [isTokenBad, setTokenBad] = useState(token === '');
  const [isBusy, run] = useBusy();

  function check(): Problems {
    const found: Problems = {};
    if (username.trim() === '') found.username = t('join.nameMissing');
    else if (charCount(username.trim()) > LIMITS.usernameMaxChars) {
      found.username = t('join.nameTooLong', { max: LIMITS.usernameMaxChars });
    }
    if (password.length < LIMITS.passwordMinChars) {
      found.password = t('join.passwordShort', { min: LIMITS.passwordMinChars });
    }
    if (serverName.trim() === '') found.serverName = t('setup.serverNameMissing');
    return found;
  }

  async function submit() {
    const found = check();
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const answer = await door.setup({ token, username, password, avatarId, serverName });
    if (answer.ok) onEnter(answer.value.user);
    else if (answer.code === 'wrong_setup_token') setTokenBad(true);
    else if (answer.code === 'already_set_up') await onLook();
    else if (answer.code === 'invalid_username') setProblems({ username: reason(answer) });
    else if (answer.code === 'invalid_password') setProblems({ password: reason(answer) });
    else setProblems({ form: reason(answer) });
  }

  if (isTokenBad) return <Porch isLit={false} title={t('setup.badTitle')} text={t('setup.badText')} />;

  return (
    <Porch title={t('setup.title')} text={t('setup.text')}>
      <form
        className="porch__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          run(submit);
        }}
      >
        <AvatarChoice
          avatarId={avatarId}
          onChange={setAvatarId}
          field={
            <Field
              label={t('setup.name')}
              value={username}
              error={problems.username}
              autoFocus
              autoComplete="username"
              maxLength={LIMITS.usernameMaxChars * 4}
              onChange={(event) => {
                setUsername(event.target.value);
              }}
            />
          }
        />
        <PasswordField
          label={t('setup.password')}
          hint={t('setup.passwordHint', { min: LIMITS.passwordMinChars })}
          value={password}
          error={problems.password}
          autoComplete="new-password"
          maxLength={LIMITS.passwordMaxChars}
          onChange={(event) => {
            setPassword(event.target.value);
          }}
        />
        <Field
          label={t('setup.serverName')}
          hint={t('setup.serverNameHint')}
          value={serverName}
          error={problems.serverName}
          autoComplete="off"
          maxLength={LIMITS.serverNameMaxChars}
          onChange={(event) => {
            setServerName(event.target.value);
          }}
        />
        {problems.form && <FieldNote id="setup-problem" isError text={problems.form} />}
        <Button look="primary" isWide type="submit" isBusy={isBusy}>
          {isBusy ? t('setup.submitting') : t('setup.submit')}
        </Button>
      </form>
    </Porch>
  );
}
