import { useCallback, useEffect, useState } from 'react';
import type { Me } from '../../../server/protocol/user.ts';
import type { ApiFailure } from '../../client/http-call.ts';
import { Button } from '../../shared/components/button.tsx';
import { LoadingPage } from '../../shared/porch/loading-page.tsx';
import { Porch } from '../../shared/porch/porch.tsx';
import { SignInForm } from '../../shared/porch/sign-in-form.tsx';
import { SilentPage } from '../../shared/porch/silent-page.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { Console } from '../frame/console.tsx';
import { useSay } from '../i18n/admin-strings.ts';
import type { AdminHost } from '../link/admin-host.ts';
import type { AdminEntrance } from './entrance.ts';

type Stage =
  | { at: 'looking' }
  | { at: 'silent'; failure: ApiFailure }
  | { at: 'not-set-up' }
  | { at: 'door'; place: string }
  | { at: 'not-admin'; me: Me }
  | { at: 'inside'; host: AdminHost };

/** The page in a browser: only for the owner and admins, who sign in here as they do in the chat. */
export function BrowserApp({ entrance }: { entrance: AdminEntrance }) {
  const [stage, setStage] = useState<Stage>({ at: 'looking' });
  const look = useCallback(async () => {
    setStage(await findStage(entrance));
  }, [entrance]);

  useEffect(() => {
    let isCurrent = true;
    void findStage(entrance).then((found) => {
      if (isCurrent) setStage(found);
      else if (found.at === 'inside') found.host.live.close();
    });
    return () => {
      isCurrent = false;
    };
  }, [entrance]);

  switch (stage.at) {
    case 'looking':
      return <LoadingPage />;
    case 'silent':
      return <SilentPage failure={stage.failure} onRetry={look} />;
    case 'not-set-up':
      return <NotSetUp />;
    case 'door':
      return (
        <DoorPage
          {...stage}
          door={entrance.door}
          onEnter={(me) => {
            setStage(stageFor(me, entrance));
          }}
        />
      );
    case 'not-admin':
      return <NotAdmin me={stage.me} />;
    case 'inside':
      return <InsidePage host={stage.host} onRefused={look} />;
  }
}

function InsidePage({ host, onRefused }: { host: AdminHost; onRefused: () => Promise<void> }) {
  useEffect(
    () =>
      host.live.onChange(() => {
        if (host.live.get().link.kind !== 'refused') return;
        host.live.close();
        void onRefused();
      }),
    [host, onRefused],
  );
  return <Console host={host} desktop={null} />;
}

function NotSetUp() {
  const { t } = useStrings();
  return <Porch isLit={false} title={t('gate.notSetUpTitle')} text={t('gate.notSetUpText')} />;
}

function DoorPage({
  place,
  door,
  onEnter,
}: {
  place: string;
  door: AdminEntrance['door'];
  onEnter: (me: Me) => void;
}) {
  const { say } = useSay();
  const [username, setUsername] = useState('');
  return (
    <Porch title={place} text={say('gate.signIn')}>
      <SignInForm door={door} username={username} onUsername={setUsername} onEnter={onEnter}>
        <ToChat />
      </SignInForm>
    </Porch>
  );
}

function NotAdmin({ me }: { me: Me }) {
  const { say } = useSay();
  return (
    <Porch title={say('gate.notAdminTitle')} text={say('gate.notAdminText', { name: me.username })}>
      <ToChat isPrimary />
    </Porch>
  );
}

function ToChat({ isPrimary = false }: { isPrimary?: boolean }) {
  const { say } = useSay();
  return (
    <Button
      look={isPrimary ? 'primary' : 'quiet'}
      isWide
      onClick={() => {
        window.location.assign('/');
      }}
    >
      {say('gate.toChat')}
    </Button>
  );
}

async function findStage(entrance: AdminEntrance): Promise<Stage> {
  const server = await entrance.door.getServer();
  if (!server.ok) return { at: 'silent', failure: server };
  if (server.value.setupRequired) return { at: 'not-set-up' };
  const me = await entrance.door.getMe();
  if (me.ok) return stageFor(me.value, entrance);
  if (me.code === 'not_signed_in') return { at: 'door', place: server.value.name };
  return { at: 'silent', failure: me };
}

function stageFor(me: Me, entrance: AdminEntrance): Stage {
  const isAdmin = me.role === 'owner' || me.role === 'admin';
  return isAdmin ? { at: 'inside', host: entrance.open() } : { at: 'not-admin', me };
}
