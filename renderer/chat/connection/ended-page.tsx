import type { ConnectionState } from '../../client/types.ts';
import { Button } from '../../shared/components/button.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient, useClientState } from '../inside/client-context.ts';
import { Porch } from '../../shared/porch/porch.tsx';

type Reason = Extract<ConnectionState, { kind: 'ended' }>['reason'];

/** The stay has ended: why, what is kept, and the way back. */
export function EndedPage({ reason, onLeave }: { reason: Reason; onLeave: (signInAs?: string) => void }) {
  const { t } = useStrings();
  const client = useClient();
  const host = useClientState((state) => state.serverName);
  const me = useClientState((state) => state.me);
  const leave = () => {
    onLeave();
  };
  const signIn = () => {
    onLeave(me.hasPassword ? me.username : undefined);
  };
  const again = () => {
    client.reconnectNow();
  };
  const [title, text, action, act] = {
    signed_in_elsewhere: [
      t('ended.elsewhereTitle'),
      t('ended.elsewhereText'),
      t('ended.elsewhereAction'),
      signIn,
    ] as const,
    signed_out: [
      t('ended.signedOutTitle'),
      t('ended.signedOutText'),
      t('ended.signedOutAction'),
      leave,
    ] as const,
    removed: [
      t('ended.removedTitle'),
      t('ended.removedText', { host }),
      t('ended.removedAction'),
      leave,
    ] as const,
    too_many: [t('ended.tooManyTitle'), t('ended.tooManyText'), t('ended.tooManyAction'), again] as const,
  }[reason];
  return (
    <Porch isLit={reason === 'signed_out'} title={title} text={text}>
      <Button look="primary" isWide autoFocus onClick={act}>
        {action}
      </Button>
    </Porch>
  );
}
