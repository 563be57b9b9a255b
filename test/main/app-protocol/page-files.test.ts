import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { pageFile, servePageFile } from '../../../main/app-protocol/page-files.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

const FOLDER = path.resolve('/pages');
const ADMIN = 'admin/index.html';

it.each([
  ['/', 'admin/index.html'],
  ['/network', 'admin/index.html'],
  ['/assets/admin-abc.js', 'assets/admin-abc.js'],
  ['/assets/%61dmin.css', 'assets/admin.css'],
  ['/emoji/en/data.json', 'emoji/en/data.json'],
])('%s is %s', (pathname, file) => {
  expect(pageFile(FOLDER, ADMIN, pathname)).toBe(path.join(FOLDER, file));
});

it.each([
  '/../secret.js',
  '/assets/../../secret.js',
  '/%2e%2e/%2e%2e/secret.js',
  '/..%2f..%2fsecret.js',
  '/..%5c..%5csecret.js',
  '/assets\\..\\..\\secret.js',
  '/nul%00.js',
  '/broken%zz.js',
  '/theme.js.gz',
  '/../../package.exe',
])('%s is nothing', (pathname) => {
  expect(pageFile(FOLDER, ADMIN, pathname)).toBeNull();
});

it('answers with the file’s type and the policy of our pages, or with 404', async () => {
  const folder = await tempDirForTest();
  await mkdir(path.join(folder, 'admin'));
  await writeFile(path.join(folder, ADMIN), '<title>Porchlight</title>');
  const page = await servePageFile(folder, ADMIN, '/');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await page.text()).toBe('<title>Porchlight</title>');
  expect((await servePageFile(folder, ADMIN, '/missing.js')).status).toBe(404);
});
