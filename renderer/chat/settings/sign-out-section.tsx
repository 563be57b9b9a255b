import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../shared/components/button.tsx';
import { FieldNote } from '../../shared/components/field.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient, useClientState } from '../inside/client-context.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';

interface Props {
  onSignedOut: () => void;
  onSetPassword: () => void;
}

/** Leaving. Somebody without a password is told first what they would lose. */
export function SignOutSection({ onSignedOut, onSetPassword }: Props) {
  const { t } = useStrings();
  const reason = useReason();
  const client = useClient();
  const hasPassword = useClientState((state) => state.me.hasPassword);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isBusy, run] = useBusy();

  async function signOut() {
    const answer = await client.signOut();
    if (answer.ok) onSignedOut();
    else setProblem(reason(answer));
  }

  return (
    <section className="settings__section" aria-labelledby="settings-sign-out">
      <h3 id="settings-sign-out" className="settings__title">
        {t('settings.signOut')}
      </h3>
      {hasPassword && <p className="settings__text">{t('settings.signOutText')}</p>}
      {isAsking && !hasPassword ? (
        <div className="settings__warning" role="alert">
          <p>
            <strong>{t('settings.signOutGuestTitle')}</strong>
          </p>
          <p>{t('settings.signOutGuestText')}</p>
          <div className="settings__foot">
            <Button
              look="primary"
              onClick={() => {
                setAsking(false);
                onSetPassword();
              }}
            >
              {t('settings.setPasswordFirst')}
            </Button>
            <Button
              look="danger"
              isBusy={isBusy}
              onClick={() => {
                run(signOut);
              }}
            >
              {t('settings.signOutAnyway')}
            </Button>
          </div>
        </div>
      ) : (
        <div className="settings__foot">
          <Button
            icon={<LogOut size={18} aria-hidden />}
            isBusy={isBusy}
            onClick={() => {
              if (hasPassword) run(signOut);
              else setAsking(true);
            }}
          >
            {t('settings.signOut')}
          </Button>
        </div>
      )}
      {problem && <FieldNote id="sign-out-problem" isError text={problem} />}
    </section>
  );
}
