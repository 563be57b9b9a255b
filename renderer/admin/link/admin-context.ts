import { createContext, useContext, useSyncExternalStore } from 'react';
import type { AdminHost } from './admin-host.ts';
import type { Desktop } from './desktop.ts';
import type { LiveSnapshot } from './live-host.ts';

export interface Admin {
  host: AdminHost;
  /** Null in a browser. */
  desktop: Desktop | null;
}

export const AdminContext = createContext<Admin | null>(null);

/** The host that is looked after, and the shell around the page. */
export function useAdmin(): Admin {
  const admin = useContext(AdminContext);
  if (!admin) throw new Error('Only inside the console.');
  return admin;
}

/** The host's state as it changes. */
export function useLive(): LiveSnapshot {
  const { live } = useAdmin().host;
  return useSyncExternalStore(live.onChange, live.get);
}
