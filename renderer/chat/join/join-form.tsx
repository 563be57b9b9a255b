import { useState } from 'react';
import type { ServerInfo } from '../../../server/protocol/http.ts';
import { LIMITS } from '../../../server/protocol/limits.ts';
import type { Me } from '../../../server/protocol/user.ts';
import type { ApiFailure } from '../../client/http-call.ts';
import { Button } from '../../shared/components/button.tsx';
import { Field, FieldNote } from '../../shared/components/field.tsx';
import { PasswordField } from '../../shared/components/password-field.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { charCount } from '../../shared/text/char-count.ts';
import type { Door } from '../entrance.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';
import { AvatarChoice } from '../../shared/avatar/avatar-choice.tsx';
import { rememberedAvatar } from '../../shared/avatar/first-avatar.ts';
import { NameTaken } from './name-taken.tsx';

interface Props {
  server: ServerInfo;
  door: Door;
  username: string;
  onUsername: (name: string) => void;
  onEnter: (me: Me) => void;
  onLook: () => Promise<void>;
  onSignIn: (name: string) => void;
}

type FieldName = 'username' | 'password' | 'pin' | 'form';
type Problems = Partial<Record<FieldName, string>>;

/** Where a refusal belongs; everything else stands above the button. */
const FIELD_OF: Partial<Record<ApiFailure['code'], FieldName>> = {
  invalid_username: 'username',
  invalid_password: 'password',
  password_required: 'password',
  wrong_pin: 'pin',
};

/** The door has another face now. */
const HAS_CHANGED: ReadonlySet<ApiFailure['code']> = new Set<ApiFailure['code']>([
  'joining_closed',
  'joining_paused',
  'setup_required',
]);

/** One field for one's name; a password and a PIN only where the host asks for them. */
export function JoinForm({ server, door, username, onUsername, onEnter, onLook, onSignIn }: Props) {
  const { t } = useStrings();
  const reason = useReason();
  const [avatarId, setAvatarId] = useState(rememberedAvatar);
  const [password, setPassword] = useState('');
  const [pin, setPin] = useState('');
  const [taken, setTaken] = useState<string | null>(null);
  const [problems, setProblems] = useState<Problems>({});
  const [isBusy, run] = useBusy();
  const needsPassword = server.join.policy === 'password';
  const needsPin = server.join.pinRequired;

  function check(name: string): Problems {
    const found: Problems = {};
    if (name.trim() === '') found.username = t('join.nameMissing');
    else if (charCount(name.trim()) > LIMITS.usernameMaxChars) {
      found.username = t('join.nameTooLong', { max: LIMITS.usernameMaxChars });
    }
    if (needsPassword && password.length < LIMITS.passwordMinChars) {
      found.password = t('join.passwordShort', { min: LIMITS.passwordMinChars });
    }
    if (needsPin && pin.trim() === '') found.pin = t('join.pinMissing');
    return found;
  }

  async function submit(name: string) {
    const found = check(name);
    setProblems(found);
    setTaken(null);
    if (Object.keys(found).length > 0) return;
    const answer = await door.join({
      username: name,
      avatarId,
      ...(needsPassword && { password }),
      ...(needsPin && { pin: pin.trim() }),
    });
    if (answer.ok) onEnter(answer.value.user);
    else if (answer.code === 'username_taken') setTaken(name.trim());
    else if (HAS_CHANGED.has(answer.code)) await onLook();
    else setProblems({ [FIELD_OF[answer.code] ?? 'form']: reason(answer) });
    // The host began to ask for more while this page stood open.
    if (!answer.ok && (answer.code === 'password_required' || (answer.code === 'wrong_pin' && !needsPin)))
      await onLook();
  }

  return (
    <form
      className="porch__form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        run(() => submit(username));
      }}
    >
      <AvatarChoice
        avatarId={avatarId}
        onChange={setAvatarId}
        field={
          <Field
            label={t('join.name')}
            placeholder={t('join.namePlaceholder')}
            value={username}
            error={problems.username}
            autoFocus
            autoComplete="nickname"
            autoCapitalize="words"
            enterKeyHint="go"
            maxLength={LIMITS.usernameMaxChars * 4}
            onChange={(event) => {
              onUsername(event.target.value);
              setTaken(null);
            }}
          />
        }
      />
      {taken !== null && (
        <NameTaken
          name={taken}
          avatarId={avatarId}
          onSignIn={onSignIn}
          onChoose={(name) => {
            onUsername(name);
            run(() => submit(name));
          }}
        />
      )}
      {needsPassword && (
        <PasswordField
          label={t('join.passwordNew')}
          hint={t('join.passwordHint')}
          value={password}
          error={problems.password}
          autoComplete="new-password"
          maxLength={LIMITS.passwordMaxChars}
          onChange={(event) => {
            setPassword(event.target.value);
          }}
        />
      )}
      {needsPin && (
        <Field
          label={t('join.pin')}
          hint={t('join.pinHint')}
          value={pin}
          error={problems.pin}
          inputMode="numeric"
          autoComplete="off"
          maxLength={LIMITS.pinDigits}
          onChange={(event) => {
            setPin(event.target.value.replace(/\D/g, ''));
          }}
        />
      )}
      {problems.form && <FieldNote id="join-problem" isError text={problems.form} />}
      <div className="porch__actions">
        <Button look="primary" isWide type="submit" isBusy={isBusy}>
          {isBusy ? t('join.submitting') : t('join.submit')}
        </Button>
        <Button
          look="quiet"
          isWide
          onClick={() => {
            onSignIn(username);
          }}
        >
          {t('join.beenHere')}
        </Button>
      </div>
    </form>
  );
}
