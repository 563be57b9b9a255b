// The desktop app's main process: one instance, its scheme known before Electron is ready, then everything else.
import { app, protocol } from 'electron';
import { startDesktop } from './app.ts';
import { registerScheme } from './app-protocol/scheme.ts';
import { collectLinks } from './links/links.ts';

if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  // Windows shows notifications only of programs that it knows by this name, which the installer gives it.
  app.setAppUserModelId('app.porchlight.desktop');
  registerScheme(protocol);
  const links = collectLinks({ app, execPath: process.execPath, argv: process.argv });
  startDesktop(links).catch((error: unknown) => {
    process.stderr.write(`The desktop app could not start: ${String(error)}\n`);
    app.exit(1);
  });
} else {
  // The first one has been told, and shows itself.
  app.exit(0);
}
