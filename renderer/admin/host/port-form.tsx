import './port-form.css';
import { useState } from 'react';
import type { HostState } from '../../../server/protocol/admin.ts';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { Button } from '../../shared/components/button.tsx';
import { Field } from '../../shared/components/field.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { useSay } from '../i18n/admin-strings.ts';
import { useAdmin } from '../link/admin-context.ts';
import { useChange } from '../link/use-change.ts';

/** Another port, from the next start on: a host that moved at once would lose everybody who is in. */
export function PortForm({ host }: { host: HostState }) {
  const { say } = useSay();
  const { desktop } = useAdmin();
  const change = useChange();
  const kept = host.portAfterRestart ?? host.port;
  const [typed, setTyped] = useState(String(kept));
  const [error, setError] = useState<string>();
  const [isBusy, run] = useBusy();
  const isPending = host.portAfterRestart !== null;

  async function submit() {
    const port = Number(typed);
    const { portMin: min, portMax: max } = LIMITS;
    if (!Number.isInteger(port) || port < min || port > max) {
      setError(say('address.portBad', { min, max }));
      return;
    }
    setError(undefined);
    await change({ port }, say('address.portSaved', { port }));
  }

  return (
    <form
      className="port-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        run(submit);
      }}
    >
      <Field
        label={say('address.port')}
        hint={
          isPending
            ? say('address.portPending', { port: host.port, next: kept })
            : say('address.portHint', { port: host.port })
        }
        error={error}
        value={typed}
        inputMode="numeric"
        autoComplete="off"
        maxLength={5}
        onChange={(event) => {
          setTyped(event.target.value.replace(/\D/g, ''));
        }}
      />
      <div className="port-form__actions">
        {isPending && desktop && (
          <Button look="quiet" onClick={() => void desktop.bridge.restartServer()}>
            {say('address.restart')}
          </Button>
        )}
        <Button type="submit" isBusy={isBusy} aria-disabled={Number(typed) === kept}>
          {say('address.portSave')}
        </Button>
      </div>
    </form>
  );
}
