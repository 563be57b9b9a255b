// npm run host: the host in this terminal, without a desktop.
import { ensurePage } from './ensure-page.ts';
import { runHost } from './run-host.ts';

await ensurePage();
await runHost(process.argv.slice(2));
