// npm start: the desktop app where one can open, else the same host in this terminal.
import { spawn } from 'node:child_process';
import { findDesktopRuntime } from './desktop-runtime.ts';
import { ensurePage } from './ensure-page.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { runHost } from './run-host.ts';

const flags = process.argv.slice(2);
const desktop = findDesktopRuntime(PROJECT_ROOT, process.env, process.platform);

await ensurePage();
if (desktop.kind === 'found') {
  openDesktop(desktop.binary);
} else {
  process.stderr.write(`${desktop.reason}\n`);
  await runHost(flags);
}

function openDesktop(binary: string): void {
  const app = spawn(binary, [PROJECT_ROOT, ...flags], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.kill(signal));
  app.on('error', (error) => {
    process.stderr.write(`The desktop app could not be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  app.on('exit', (code) => (process.exitCode = code ?? 1));
}
