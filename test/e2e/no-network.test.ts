import { spawnSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect as expectValue, onTestFinished, test } from 'vitest';
import { ensureChromium, launchBrowser } from '../support/browser.ts';
import { startHost } from '../support/host-process.ts';
import { joinWith, setUp } from '../support/pages/front-door.ts';
import { visit } from '../support/pages/visit.ts';
import { tempDirForTest } from '../support/temp-dir.ts';

/** A machine of its own that has nothing but loopback. */
const ALONE = ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
const [command = '', ...args] = ALONE;
const canBeAlone = spawnSync(command, [...args, 'true'], { stdio: 'ignore' }).status === 0;
if (!canBeAlone)
  console.warn('Not tested: a host without any network. This system makes no network namespaces.');

test.skipIf(!canBeAlone)('a host without any network starts, is set up and carries a chat', async () => {
  const host = await startHost({ through: ALONE, flags: ['--name', 'Ridge House'] });
  onTestFinished(() => host.stop().then(() => undefined));
  expectValue(host.urls).toEqual([`http://127.0.0.1:${host.port}`, `http://localhost:${host.port}`]);

  const browser = await launchBrowser({ executable: await chromiumBeside(host.pid) });
  onTestFinished(() => browser.close());
  const olive = await setUp(await visit(browser, host.setupUrl!), host.setupUrl!, {
    username: 'Olive',
    password: 'lamp on the porch',
  });
  const ben = await joinWith(await visit(browser, host.url, { device: 'phone' }), 'Ben');
  await ben.post('Anybody out there?');
  await olive.hasMessage('Anybody out there?');
  await olive.post('Only us');
  await ben.hasMessage('Only us');
});

/** A program that starts Chromium in the network of another process. */
async function chromiumBeside(pid: number): Promise<string> {
  const script = path.join(await tempDirForTest(), 'chromium');
  const chromium = await ensureChromium();
  await writeFile(script, `#!/bin/sh\nexec nsenter --net=/proc/${pid}/ns/net '${chromium}' "$@"\n`);
  await chmod(script, 0o755);
  return script;
}
