import { useState } from 'react';

/** Runs one action at a time; further calls while it is under way are dropped. */
export function useBusy(): [isBusy: boolean, run: (action: () => Promise<void>) => void] {
  const [isBusy, setBusy] = useState(false);
  const run = (action: () => Promise<void>) => {
    if (isBusy) return;
    setBusy(true);
    void action().finally(() => {
      setBusy(false);
    });
  };
  return [isBusy, run];
}
