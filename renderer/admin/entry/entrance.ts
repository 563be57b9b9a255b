import type { DesktopBridge } from '../../../main/bridge/contract.ts';
import { browserEffects } from '../../client/browser-effects.ts';
import { createHostApi, type HostApi } from '../../client/host-api.ts';
import { openAdminHost, type AdminHost } from '../link/admin-host.ts';

/** All the page knows of the world; handed in, so that the gallery and tests can stand in for it. */
export interface AdminEntrance {
  door: Pick<HostApi, 'getServer' | 'getMe' | 'signIn' | 'updateMe'>;
  /** Null in a browser. */
  bridge: DesktopBridge | null;
  /** Begins to watch the host. */
  open: () => AdminHost;
}

/** The real host at this page's own address, and the desktop shell where there is one. */
export function hostEntrance(): AdminEntrance {
  const effects = browserEffects();
  return {
    door: createHostApi(effects),
    bridge: window.porchlight ?? null,
    open: () => openAdminHost(effects),
  };
}
