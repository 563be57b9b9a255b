import type { Session } from 'electron';
import { mayHave, type PageKind } from './permission-rules.ts';

/**
 * Denies what is not allowed. Electron grants everything while a session has no handlers, so this comes before its
 * first page.
 */
export function hardenSession(session: Session, kind: PageKind, ownOrigin: () => string | null): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(mayHave(kind, permission, details.requestingUrl, ownOrigin())),
  );
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    mayHave(kind, permission, requestingOrigin, ownOrigin()),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  // Its dictionaries come from the internet.
  session.setSpellCheckerEnabled(false);
}
