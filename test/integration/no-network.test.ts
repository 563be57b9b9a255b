import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHost } from '../support/host-process.ts';

const run = promisify(execFile);
const NAMESPACE = `porchlight-alone-${process.pid}`;

/** Why a machine without any network can't be made here, or null where it can. */
function obstacle(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux';
  if (process.getuid?.() !== 0) return 'making network namespaces takes root';
  try {
    execFileSync('ip', ['netns', 'add', NAMESPACE], { stdio: 'ignore' });
    execFileSync('ip', ['netns', 'del', NAMESPACE], { stdio: 'ignore' });
    return null;
  } catch {
    return 'this system makes no network namespaces';
  }
}

/** `startHost` always switches mDNS off; this takes that flag away again. */
const WITH_MDNS = [
  'sh',
  '-c',
  'for flag in "$@"; do shift; [ "$flag" = --no-mdns ] || set -- "$@" "$flag"; done; exec "$@"',
  'sh',
];

const why = obstacle();

describe.skipIf(why !== null)(
  why === null ? 'without any network' : `without any network (skipped: ${why})`,
  () => {
    beforeEach(async () => {
      await run('ip', ['netns', 'add', NAMESPACE]);
    });
    afterEach(async () => {
      await run('ip', ['netns', 'del', NAMESPACE]);
    });

    it.each([
      ['only loopback', true, []],
      ['only loopback, and mDNS wanted', true, WITH_MDNS],
      ['not even loopback, and mDNS wanted', false, WITH_MDNS],
    ])('the host starts, serves and stops: %s', async (_title, hasLoopback, wrapper) => {
      const inside = ['ip', 'netns', 'exec', NAMESPACE];
      if (hasLoopback) await run('ip', ['-n', NAMESPACE, 'link', 'set', 'lo', 'up']);
      const host = await startHost({ through: [...inside, ...wrapper] });
      try {
        if (hasLoopback) {
          const { stdout } = await run('ip', [
            'netns',
            'exec',
            NAMESPACE,
            process.execPath,
            '--input-type=module',
            '-e',
            `const answers = await Promise.all(['/api/v1/server', '/'].map((path) => fetch('${host.url}' + path)));
           console.log(answers.map(({ status }) => status).join());`,
          ]);
          expect(stdout.trim()).toBe('200,200');
        }
        expect(host.stderr()).not.toMatch(/ {4}at /);
        host.kill('SIGTERM');
        expect(await host.exited).toEqual({ code: 0, signal: null });
      } finally {
        await host.stop();
      }
    });
  },
);
