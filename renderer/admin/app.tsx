import { Toasts } from '../shared/components/toasts.tsx';
import { Crashed } from '../shared/porch/crashed.tsx';
import { BrowserApp } from './entry/browser-app.tsx';
import { DesktopApp } from './entry/desktop-app.tsx';
import type { AdminEntrance } from './entry/entrance.ts';

/** The whole page: in the desktop app's window, or in a browser of the owner or an admin. */
export function App({ entrance }: { entrance: AdminEntrance }) {
  const { bridge } = entrance;
  return (
    <Crashed>
      <Toasts>
        {bridge ? <DesktopApp entrance={entrance} bridge={bridge} /> : <BrowserApp entrance={entrance} />}
      </Toasts>
    </Crashed>
  );
}
