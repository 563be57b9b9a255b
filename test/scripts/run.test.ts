import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';

/** A module of scripts/ that does nothing by itself. */
const QUIET_SCRIPT = 'project-root';
const PRETEND_OLD = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})";

function run(args: string[], options: { old?: boolean; env?: NodeJS.ProcessEnv } = {}) {
  const preload = options.old === true ? ['--import', PRETEND_OLD] : [];
  return spawnSync(process.execPath, [...preload, path.join(PROJECT_ROOT, 'scripts/run.mjs'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...options.env },
  });
}

describe('scripts/run.mjs', () => {
  it('runs a script', () => {
    expect(run([QUIET_SCRIPT])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it.each(['nothing-here', '../package', ''])('says that there is no script "%s"', (name) => {
    expect(run([name])).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no script') });
  });

  it("starts again on the project's own Node where it was started on an old one", () => {
    expect(run([QUIET_SCRIPT], { old: true })).toMatchObject({ status: 0, stderr: '' });
  });

  it('says in one line what to do where there is no other Node', () => {
    const { status, stderr } = run([QUIET_SCRIPT], { old: true, env: { PORCHLIGHT_OWN_NODE: '1' } });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Porchlight needs Node 24 or newer .* run "npm install" .*\n$/);
  });
});
