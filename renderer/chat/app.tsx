import { useCallback, useEffect, useState } from 'react';
import type { ServerInfo } from '../../server/protocol/http.ts';
import type { Me } from '../../server/protocol/user.ts';
import { OFFLINE, type ApiFailure } from '../client/http-call.ts';
import { Toasts } from '../shared/components/toasts.tsx';
import { useOnDemand } from '../shared/hooks/use-on-demand.ts';
import { Crashed } from '../shared/porch/crashed.tsx';
import type { Entrance, Inside } from './entrance.ts';
import { JoinPage } from './join/join-page.tsx';
import { LoadingPage } from '../shared/porch/loading-page.tsx';
import { NotSetUpPage } from './setup/not-set-up-page.tsx';
import { SilentPage } from '../shared/porch/silent-page.tsx';
import { navigate, parsePath } from './route.ts';
import { SetupPage } from './setup/setup-page.tsx';
import { SetupOverPage } from './setup/setup-over-page.tsx';
import { forgetSetupToken, takeSetupToken } from './setup/setup-token.ts';

/** Not part of the first page: at the door there is time to fetch it while somebody types a name. */
const loadChat = () => import('./inside/chat-page.tsx');

type Stage =
  | { at: 'looking' }
  | { at: 'silent'; failure: ApiFailure }
  | { at: 'setup'; server: ServerInfo; token: string }
  | { at: 'setup-over' }
  | { at: 'not-set-up' }
  | { at: 'door'; server: ServerInfo; signInAs?: string }
  | { at: 'inside'; server: ServerInfo; inside: Inside };

/** The whole page: finds out how things stand with the host, and shows the fitting one. */
export function App({ entrance }: { entrance: Entrance }) {
  const [stage, setStage] = useState<Stage>({ at: 'looking' });

  const look = useCallback(async () => {
    setStage(await findStage(entrance));
  }, [entrance]);

  useEffect(() => {
    let isCurrent = true;
    void findStage(entrance).then((found) => {
      if (isCurrent) setStage(found);
      else if (found.at === 'inside') found.inside.client.close();
    });
    return () => {
      isCurrent = false;
    };
  }, [entrance]);

  const enter = (me: Me, server: ServerInfo) => {
    forgetSetupToken();
    if (parsePath(window.location.pathname).page !== 'room') navigate('/', { replace: true });
    setStage({ at: 'inside', server, inside: entrance.enter(me, server) });
  };
  const leave = (signInAs?: string) => {
    if (stage.at === 'inside') stage.inside.client.close();
    navigate('/', { replace: true });
    setStage({ at: 'looking' });
    void findStage(entrance).then((found) => {
      setStage(found.at === 'door' && signInAs !== undefined ? { ...found, signInAs } : found);
    });
  };

  return (
    <Crashed>
      <Toasts>
        <StageView stage={stage} entrance={entrance} onLook={look} onEnter={enter} onLeave={leave} />
      </Toasts>
    </Crashed>
  );
}

interface StageProps {
  stage: Stage;
  entrance: Entrance;
  onLook: () => Promise<void>;
  onEnter: (me: Me, server: ServerInfo) => void;
  onLeave: (signInAs?: string) => void;
}

function StageView({ stage, entrance, onLook, onEnter, onLeave }: StageProps) {
  const isOutside = stage.at === 'door' || stage.at === 'setup';
  useEffect(() => {
    if (!isOutside) return;
    const prefetch = () => void loadChat().catch(() => undefined);
    document.addEventListener('input', prefetch, { once: true });
    return () => {
      document.removeEventListener('input', prefetch);
    };
  }, [isOutside]);

  switch (stage.at) {
    case 'looking':
      return <LoadingPage />;
    case 'silent':
      return <SilentPage failure={stage.failure} onRetry={onLook} />;
    case 'setup':
      return (
        <SetupPage
          {...stage}
          door={entrance.door}
          onLook={onLook}
          onEnter={(me) => {
            onEnter(me, stage.server);
          }}
        />
      );
    case 'setup-over':
      return (
        <SetupOverPage
          onLeave={() => {
            navigate('/', { replace: true });
            void onLook();
          }}
        />
      );
    case 'not-set-up':
      return <NotSetUpPage onLook={onLook} />;
    case 'door':
      return (
        <JoinPage
          {...stage}
          door={entrance.door}
          onEnter={(me) => {
            onEnter(me, stage.server);
          }}
          onLook={onLook}
        />
      );
    case 'inside':
      return <InsidePage {...stage} onLeave={onLeave} />;
  }
}

function InsidePage(props: Pick<StageProps, 'onLeave'> & { server: ServerInfo; inside: Inside }) {
  const chat = useOnDemand(loadChat);
  switch (chat.state) {
    case 'loading':
      return <LoadingPage />;
    case 'ready':
      return <chat.module.ChatPage {...props} />;
    case 'failed':
      return (
        <SilentPage
          failure={OFFLINE}
          // Some browsers remember that a script could not be fetched for as long as the page lives.
          onRetry={() => {
            window.location.reload();
            return Promise.resolve();
          }}
        />
      );
  }
}

async function findStage({ door, enter }: Entrance): Promise<Stage> {
  const isSetupLink = parsePath(window.location.pathname).page === 'setup';
  const token = isSetupLink ? takeSetupToken() : '';
  const server = await door.getServer();
  if (!server.ok) return { at: 'silent', failure: server };
  if (server.value.setupRequired) {
    return isSetupLink ? { at: 'setup', server: server.value, token } : { at: 'not-set-up' };
  }
  if (isSetupLink) return { at: 'setup-over' };

  const me = await door.getMe();
  if (me.ok) return { at: 'inside', server: server.value, inside: enter(me.value, server.value) };
  if (me.code === 'not_signed_in') return { at: 'door', server: server.value };
  return { at: 'silent', failure: me };
}
