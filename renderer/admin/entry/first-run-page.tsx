import { useState } from 'react';
import type { DesktopBridge, DesktopState } from '../../../main/bridge/contract.ts';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { AvatarChoice } from '../../shared/avatar/avatar-choice.tsx';
import { rememberedAvatar } from '../../shared/avatar/first-avatar.ts';
import { Button } from '../../shared/components/button.tsx';
import { Field, FieldNote } from '../../shared/components/field.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { Porch } from '../../shared/porch/porch.tsx';
import { charCount } from '../../shared/text/char-count.ts';
import { useSay } from '../i18n/admin-strings.ts';
import type { AdminEntrance } from './entrance.ts';

interface Props {
  bridge: DesktopBridge;
  state: DesktopState;
  door: AdminEntrance['door'];
}

interface Problems {
  username?: string;
  serverName?: string;
  form?: string;
}

/** The one question of a host's life. The shell answers by going on to the host screen. */
export function FirstRunPage({ bridge, state, door }: Props) {
  const { say } = useSay();
  const { t } = useStrings();
  const reason = useReason();
  const [username, setUsername] = useState(state.suggestedUserName);
  const [serverName, setServerName] = useState(state.suggestedServerName);
  const [avatarId, setAvatarId] = useState(rememberedAvatar);
  const [problems, setProblems] = useState<Problems>({});
  const [isBusy, run] = useBusy();

  function check(): Problems {
    const found: Problems = {};
    if (username.trim() === '') found.username = t('join.nameMissing');
    else if (charCount(username.trim()) > LIMITS.usernameMaxChars) {
      found.username = t('join.nameTooLong', { max: LIMITS.usernameMaxChars });
    }
    if (serverName.trim() === '') found.serverName = t('setup.serverNameMissing');
    return found;
  }

  async function submit() {
    const found = check();
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const answer = await bridge.setUp({ username: username.trim(), serverName: serverName.trim() });
    // The picture comes after the person; the host's own choice stands where this fails.
    if (answer.ok) await door.updateMe({ avatarId });
    else setProblems({ [answer.code === 'invalid_username' ? 'username' : 'form']: reason(answer) });
  }

  return (
    <Porch title={say('first.title')} text={say('first.text')}>
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
              label={say('first.name')}
              value={username}
              error={problems.username}
              autoFocus
              autoComplete="off"
              maxLength={LIMITS.usernameMaxChars * 4}
              onChange={(event) => {
                setUsername(event.target.value);
              }}
            />
          }
        />
        <Field
          label={say('first.place')}
          hint={say('first.placeHint')}
          value={serverName}
          error={problems.serverName}
          autoComplete="off"
          maxLength={LIMITS.serverNameMaxChars}
          onChange={(event) => {
            setServerName(event.target.value);
          }}
        />
        {problems.form && <FieldNote id="first-run-problem" isError text={problems.form} />}
        <Button look="primary" isWide type="submit" isBusy={isBusy}>
          {isBusy ? say('first.submitting') : say('first.submit')}
        </Button>
      </form>
    </Porch>
  );
}
