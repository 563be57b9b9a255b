import { useState } from 'react';
import type { ServerInfo } from '../../../server/protocol/http.ts';
import type { Me } from '../../../server/protocol/user.ts';
import { Button } from '../../shared/components/button.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import type { Door } from '../entrance.ts';
import { JoinForm } from './join-form.tsx';
import { Porch } from '../../shared/porch/porch.tsx';
import { SignInForm } from '../../shared/porch/sign-in-form.tsx';

interface Props {
  server: ServerInfo;
  /** Somebody who has been here, and is to sign in again. */
  signInAs?: string;
  door: Door;
  onEnter: (me: Me) => void;
  /** The host's rules have changed under our feet: ask again. */
  onLook: () => Promise<void>;
}

/** The front door: a name, and in. Those who have a password can sign in instead. */
export function JoinPage({ server, signInAs, door, onEnter, onLook }: Props) {
  const { t } = useStrings();
  const isClosed = server.join.policy === 'closed';
  const isPaused = !isClosed && server.join.isPaused;
  const [isSigningIn, setSigningIn] = useState(signInAs !== undefined);
  const [username, setUsername] = useState(signInAs ?? '');

  const signIn = (name: string) => {
    setUsername(name);
    setSigningIn(true);
  };

  if (isSigningIn) {
    return (
      <Porch title={server.name} text={t('join.signInTitle')}>
        <SignInForm door={door} username={username} onUsername={setUsername} onEnter={onEnter}>
          <Button
            look="quiet"
            isWide
            onClick={() => {
              setSigningIn(false);
            }}
          >
            {isClosed || isPaused ? t('common.cancel') : t('join.newHere')}
          </Button>
        </SignInForm>
      </Porch>
    );
  }

  if (isClosed || isPaused) {
    return (
      <Porch
        title={isPaused ? t('join.pausedTitle') : t('join.closedTitle')}
        text={isPaused ? t('join.pausedText') : t('join.closedText')}
        isLit={false}
      >
        <div className="porch__actions">
          <Button
            look="primary"
            isWide
            onClick={() => {
              signIn(username);
            }}
          >
            {t('join.beenHere')}
          </Button>
          <Button look="quiet" isWide onClick={() => void onLook()}>
            {t('common.tryAgain')}
          </Button>
        </div>
      </Porch>
    );
  }

  return (
    <Porch title={server.name} text={t('join.welcome')}>
      <JoinForm
        server={server}
        door={door}
        username={username}
        onUsername={setUsername}
        onEnter={onEnter}
        onLook={onLook}
        onSignIn={signIn}
      />
    </Porch>
  );
}
