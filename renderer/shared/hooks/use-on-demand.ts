import { useEffect, useState } from 'react';

export type OnDemand<Module> =
  { state: 'loading' } | { state: 'ready'; module: Module } | { state: 'failed' };

/**
 * A part of the page that is fetched when it is first needed. Every mount tries again, since a host that was
 * away may be back. `load` must stay the same function.
 */
export function useOnDemand<Module>(load: () => Promise<Module>): OnDemand<Module> {
  const [part, setPart] = useState<OnDemand<Module>>({ state: 'loading' });
  useEffect(() => {
    let isCurrent = true;
    const settle = (settled: OnDemand<Module>) => {
      if (isCurrent) setPart(settled);
    };
    load().then(
      (module) => {
        settle({ state: 'ready', module });
      },
      () => {
        settle({ state: 'failed' });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [load]);
  return part;
}
