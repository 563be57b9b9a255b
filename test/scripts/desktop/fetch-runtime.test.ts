import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { fetchRuntime } from '../../../scripts/desktop/fetch-runtime.ts';
import { findDesktopRuntime } from '../../../scripts/desktop/find-runtime.ts';
import { FETCH_LIMITS } from '../../../scripts/desktop/limits.ts';
import { PROJECT_ROOT } from '../../../scripts/project-root.ts';
import { writeZip } from '../../support/electron-stub/write-zip.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

const FAILURE_NOTE = 'node_modules/.cache/porchlight/runtime-fetch-failed';

let root: string;
let version: string;
/** A project that has the `electron` package, and nothing fetched. */
beforeEach(async () => {
  root = await tempDirForTest();
  const installed = path.join(PROJECT_ROOT, 'node_modules');
  const copy = path.join(root, 'node_modules/electron');
  await mkdir(copy, { recursive: true });
  for (const file of ['install.js', 'package.json', 'checksums.json', 'index.js']) {
    await cp(path.join(installed, 'electron', file), path.join(copy, file));
  }
  for (const scope of ['@electron', '@electron-internal']) {
    await symlink(path.join(installed, scope), path.join(root, 'node_modules', scope));
  }
  ({ version } = JSON.parse(await readFile(path.join(copy, 'package.json'), 'utf8')) as { version: string });
});

/** Where Electron's releases come from, as far as this test is concerned. */
async function startMirror(answer: RequestListener): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, requests };
}

function environment(mirror: string): NodeJS.ProcessEnv {
  const { CI: _ci, PORCHLIGHT_NO_DOWNLOAD: _off, ...env } = process.env;
  return {
    ...env,
    ELECTRON_MIRROR: mirror,
    electron_use_remote_checksums: '1',
    electron_config_cache: path.join(root, 'cache'),
    ELECTRON_INSTALL_PLATFORM: 'linux',
    ELECTRON_INSTALL_ARCH: 'x64',
  };
}

/** A mirror with a release of one small program, and the checksum that it says the release has. */
async function mirrorWithRelease(checksum?: string): Promise<{ url: string; requests: string[] }> {
  const file = path.join(root, 'release.zip');
  await writeZip(file, [
    { name: 'electron', content: '#!/bin/sh\n', mode: 0o755 },
    { name: 'version', content: version, mode: 0o644 },
  ]);
  const zip = await readFile(file);
  const name = `electron-v${version}-linux-x64.zip`;
  const sum = checksum ?? createHash('sha256').update(zip).digest('hex');
  return startMirror((request, response) => {
    const wanted = path.basename(request.url ?? '');
    if (wanted === name) response.end(zip);
    else if (wanted.startsWith('SHASUMS256.txt')) response.end(`${sum} *${name}\n`);
    else response.writeHead(request.method === 'HEAD' ? 200 : 404).end();
  });
}

describe('fetchRuntime', () => {
  it('puts the runtime where the desktop app finds it', async () => {
    const mirror = await mirrorWithRelease();
    expect(await fetchRuntime(root, environment(mirror.url))).toEqual({ kind: 'fetched' });
    const place = { root, env: { DISPLAY: ':0' }, platform: 'linux', isRoot: false } as const;
    expect(findDesktopRuntime(place)).toEqual({
      kind: 'found',
      binary: path.join(root, 'node_modules/electron/dist/electron'),
    });
  });

  it('fetches nothing that has not the right checksum', async () => {
    const mirror = await mirrorWithRelease('0'.repeat(64));
    expect(await fetchRuntime(root, environment(mirror.url))).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/^The desktop runtime could not be fetched \(.*checksum/i),
    });
  });

  it('fails at once without internet, and does not try again that day', async () => {
    const mirror = await startMirror((_request, response) => response.destroy());
    expect(await fetchRuntime(root, environment(mirror.url))).toEqual({
      kind: 'failed',
      reason: 'The desktop runtime could not be fetched (no internet)',
    });
    const requests = mirror.requests.length;
    expect(await fetchRuntime(root, environment(mirror.url))).toEqual({
      kind: 'failed',
      reason: 'No desktop runtime here, and fetching it failed today',
    });
    expect(mirror.requests).toHaveLength(requests);
  });

  it('tries again the day after', async () => {
    const note = path.join(root, FAILURE_NOTE);
    await mkdir(path.dirname(note), { recursive: true });
    await writeFile(note, 'no internet\n');
    const yesterday = new Date(Date.now() - FETCH_LIMITS.retryAfterMs);
    await utimes(note, yesterday, yesterday);
    const mirror = await mirrorWithRelease();
    expect(await fetchRuntime(root, environment(mirror.url))).toEqual({ kind: 'fetched' });
  });

  it('does not wait for a server that never answers', async () => {
    const mirror = await startMirror(() => undefined);
    const startedAt = Date.now();
    expect(await fetchRuntime(root, environment(mirror.url))).toEqual({
      kind: 'failed',
      reason: 'The desktop runtime could not be fetched (no answer)',
    });
    expect(Date.now() - startedAt).toBeLessThan(2 * FETCH_LIMITS.reachableMs);
  });

  it('fails when the line breaks in the middle', async () => {
    const mirror = await startMirror((request, response) => {
      if (request.method === 'HEAD') {
        response.end();
        return;
      }
      response.writeHead(200, { 'content-length': '1000' });
      response.write('x'.repeat(500), () => response.destroy());
    });
    expect(await fetchRuntime(root, environment(mirror.url))).toMatchObject({ kind: 'failed' });
  });

  it.each(['PORCHLIGHT_NO_DOWNLOAD', 'CI'])('asks nobody where %s is set', async (variable) => {
    const mirror = await mirrorWithRelease();
    expect(await fetchRuntime(root, { ...environment(mirror.url), [variable]: '1' })).toEqual({
      kind: 'failed',
      reason: 'No desktop runtime here, and fetching it is switched off',
    });
    expect(mirror.requests).toEqual([]);
  });
});
