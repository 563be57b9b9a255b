import { useEffect, useState } from 'react';
import type { NearbyHost } from '../../../server/protocol/admin.ts';
import type { ApiFailure } from '../../client/http-call.ts';
import { useAdmin } from '../link/admin-context.ts';
import { NEARBY_INTERVAL_MS } from '../link/link-limits.ts';

interface Nearby {
  /** Null until they are known. */
  hosts: readonly NearbyHost[] | null;
  failure: ApiFailure | null;
  tryAgain: () => void;
}

/** Hosts nearby, as they come and go: told by the desktop shell, asked for in a browser. */
export function useNearby(): Nearby {
  const { host, desktop } = useAdmin();
  const { getNearby } = host;
  const isTold = desktop !== null;
  const [state, setState] = useState<Omit<Nearby, 'tryAgain'>>({ hosts: null, failure: null });
  const [round, setRound] = useState(0);

  useEffect(() => {
    if (isTold) return;
    let isCurrent = true;
    let timer = 0;
    const ask = async () => {
      const answer = await getNearby();
      if (!isCurrent) return;
      // One missed answer does not make hosts disappear that were there a moment ago.
      setState((known) =>
        answer.ok
          ? { hosts: answer.value.hosts, failure: null }
          : { ...known, failure: known.hosts === null ? answer : null },
      );
      timer = window.setTimeout(() => void ask(), NEARBY_INTERVAL_MS);
    };
    void ask();
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [isTold, getNearby, round]);

  if (desktop) return { hosts: desktop.state.nearby, failure: null, tryAgain: () => undefined };
  return {
    ...state,
    tryAgain: () => {
      setState({ hosts: null, failure: null });
      setRound(round + 1);
    },
  };
}
