import './connection-strip.css';
import { useEffect, useState } from 'react';
import type { ConnectionState } from '../../client/types.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient, useClientState } from '../inside/client-context.ts';

/** A host that answers within this is never mentioned. */
const PATIENCE_MS = 1_500;
/** Long enough to be read in passing. */
const BACK_SHOWN_MS = 3_000;

/** A quiet line while the host does not answer: who, what is kept here, when it is tried again. */
export function ConnectionStrip() {
  const { t } = useStrings();
  const client = useClient();
  const connection = useClientState((state) => state.connection);
  const host = useClientState((state) => state.serverName);
  const waiting = useClientState((state) => state.waitingCount);
  const isSlow = useIsSlow(connection.kind);
  const isBack = useIsBack(connection.kind);
  const isShown = connection.kind === 'waiting' || (connection.kind === 'connecting' && isSlow);

  return (
    <div className="connection-strip" role="status" data-shown={isShown || isBack || undefined}>
      {isBack && (
        <p className="connection-strip__line connection-strip__line--back">{t('strip.back', { host })}</p>
      )}
      {isShown && (
        <div className="connection-strip__line" data-testid="connection-strip">
          <p className="connection-strip__words">
            <span className="connection-strip__host">
              {connection.kind === 'waiting' ? t('strip.waiting', { host }) : t('strip.connecting', { host })}
            </span>
            {waiting > 0 && <> {t('strip.kept', { count: waiting })}</>}
          </p>
          {connection.kind === 'waiting' && (
            <>
              <RetryCountdown connection={connection} />
              <button
                type="button"
                className="connection-strip__retry"
                onClick={() => {
                  client.reconnectNow();
                }}
              >
                {t('strip.retryNow')}
              </button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

/** Counts down for the eyes only: read out each second it would be noise. */
function RetryCountdown({ connection }: { connection: Extract<ConnectionState, { kind: 'waiting' }> }) {
  const { t } = useStrings();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => {
      setNow(Date.now());
    }, 500);
    return () => {
      window.clearInterval(timer);
    };
  }, []);
  const seconds = Math.ceil((connection.retryAt - now) / 1_000);
  if (seconds <= 0) return null;
  return (
    <span className="connection-strip__next" aria-hidden>
      {t('strip.retryIn', { count: seconds })}
    </span>
  );
}

function useIsSlow(kind: ConnectionState['kind']): boolean {
  const [slowKind, setSlowKind] = useState<ConnectionState['kind'] | null>(null);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setSlowKind(kind);
    }, PATIENCE_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [kind]);
  return slowKind === kind;
}

/** True for a moment once a host that was away answers again. */
function useIsBack(kind: ConnectionState['kind']): boolean {
  const [before, setBefore] = useState(kind);
  const [isBack, setBack] = useState(false);
  if (before !== kind) {
    setBefore(kind);
    setBack(before === 'waiting' && kind === 'live');
  }
  useEffect(() => {
    if (!isBack) return;
    const timer = window.setTimeout(() => {
      setBack(false);
    }, BACK_SHOWN_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [isBack]);
  return isBack;
}
