import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { ensureChromium, launchBrowser } from '../../support/browser.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';
import { Machine } from '../../integration/discovery/test-network.ts';

const VISITOR = path.join(import.meta.dirname, 'visitor.ts');
const PREFIX = '10.79.31';

/** Why there can't be another device here, or null where there can. */
export function whyNoOtherDevice(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux';
  if (process.getuid?.() !== 0) return 'making network namespaces takes root';
  const probe = `porchlight-probe-${process.pid}`;
  try {
    execFileSync('ip', ['netns', 'add', probe], { stdio: 'ignore' });
    execFileSync('ip', ['netns', 'del', probe], { stdio: 'ignore' });
    return null;
  } catch {
    return 'this system refuses to make network namespaces';
  }
}

/** Another machine, joined to this one by a cable; both go with the running test. */
export async function plugInDevice(): Promise<{
  /** This machine's address on the cable. */
  hostAddress: string;
  /** Joins the host at this URL and stays. Resolves, once in, to how to leave. */
  visit: (url: string, name: string) => Promise<() => Promise<void>>;
  /** A browser on that machine. */
  openBrowser: () => Promise<Browser>;
}> {
  const device = new Machine(`pl-device-${process.pid}`);
  const here = `pl${process.pid}`;
  execFileSync('ip', ['netns', 'add', device.namespace]);
  onTestFinished(() => device.remove());
  const there = ['name', 'lan0', 'netns', device.namespace];
  execFileSync('ip', ['link', 'add', here, 'type', 'veth', 'peer', ...there]);
  execFileSync('ip', ['address', 'add', `${PREFIX}.1/24`, 'dev', here]);
  execFileSync('ip', ['link', 'set', here, 'up']);
  await device.ip('address', 'add', `${PREFIX}.2/24`, 'dev', 'lan0');
  await device.ip('link', 'set', 'lan0', 'up');

  return {
    hostAddress: `${PREFIX}.1`,
    async visit(url, name) {
      const visitor = device.start(process.execPath, [VISITOR, url, name]);
      const left = once(visitor, 'exit');
      await Promise.race([
        once(visitor.stdout, 'data'),
        left.then(() => Promise.reject(new Error('The visitor could not join.'))),
      ]);
      return async () => {
        visitor.stdin.end();
        await left;
      };
    },
    async openBrowser() {
      const program = path.join(await tempDirForTest(), 'chromium');
      const chromium = await ensureChromium();
      await writeFile(program, `#!/bin/sh\nexec ip netns exec ${device.namespace} '${chromium}' "$@"\n`);
      await chmod(program, 0o755);
      const browser = await launchBrowser({ executable: program });
      onTestFinished(() => browser.close());
      return browser;
    },
  };
}
