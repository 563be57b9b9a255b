import type { DesktopBridge, DesktopState } from '../../../main/bridge/contract.ts';

declare global {
  interface Window {
    /** In the desktop app's own window alone. */
    porchlight?: DesktopBridge;
  }
}

/** The desktop shell around this page: what it does, and its state just now. */
export interface Desktop {
  bridge: DesktopBridge;
  state: DesktopState;
}
