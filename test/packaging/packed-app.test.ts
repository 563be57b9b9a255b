import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { extractAll } from '@electron/asar';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import adminTexts from '../../renderer/admin/i18n/languages/en.ts';
import { startAppForTest, type HostingApp } from '../desktop/support/hosting-app.ts';
import { expect as onPage } from '../support/pages/visit.ts';
import { makeTempDir, tempDirForTest } from '../support/temp-dir.ts';

const SOON = { timeout: 30_000 };
const DATABASE_NATIVE = `node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`;
const PICTURES_NATIVE = `node_modules/@img/sharp-${process.platform}-${process.arch}`;

/** The packed app, unpacked where nothing of this checkout can help it. */
let unpacked: string;
beforeAll(async () => {
  const folder = await makeTempDir();
  unpacked = folder.path;
  extractAll(path.join(inject('packages'), 'linux-unpacked/resources/app.asar'), unpacked);
  return () => folder.remove();
});

/** Runs the app in `folder` as an installed one. */
function startPacked(folder: string): Promise<HostingApp> {
  return startAppForTest({
    main: path.join(folder, 'dist/main/index.js'),
    args: ['--port', '0', '--no-mdns'],
    env: { ELECTRON_DOUBLE_PACKAGED: '1', ELECTRON_DOUBLE_RESOURCES: path.dirname(folder), NODE_PATH: '' },
  });
}

async function withoutFile(file: string): Promise<string> {
  const copy = path.join(await tempDirForTest(), 'app');
  await cp(unpacked, copy, { recursive: true });
  await rm(path.join(copy, file), { recursive: true });
  return copy;
}

describe('the packed app, away from its sources', () => {
  it('goes from the first question to the host screen and a chat that keeps a message', async () => {
    const { app, page } = await startPacked(unpacked);
    await onPage(page.getByLabel(adminTexts['first.place'])).not.toHaveValue('');
    await page.getByLabel(adminTexts['first.name']).fill('Olive');
    await page.getByLabel(adminTexts['first.place']).fill('Ridge House');
    await page.getByRole('button', { name: adminTexts['first.submit'] }).click();

    await onPage(page.getByText(adminTexts['arrivals.none'])).toBeVisible(SOON);
    const missing: string[] = [];
    page.on('response', (response) => {
      if (response.status() === 404) missing.push(response.url());
    });
    await page.reload();
    await onPage(page.getByText(adminTexts['arrivals.none'])).toBeVisible(SOON);
    expect(missing).toEqual([]);

    await page.getByRole('button', { name: adminTexts['nav.chat'] }).click();
    const chat = await app.windowWhere((url) => url.startsWith('http://127.0.0.1'));
    await chat.getByRole('textbox').first().fill('The light is on');
    await chat.keyboard.press('Enter');
    await onPage(chat.getByText('The light is on')).toBeVisible(SOON);
  });

  it.each([DATABASE_NATIVE, PICTURES_NATIVE])('is no host without %s, and says so', async (file) => {
    const desktop = await startPacked(await withoutFile(file));
    const phase = async () => (await desktop.onPage((bridge) => bridge.getState())).phase;
    await expect.poll(phase, SOON).toBe('problem');
  });

  it('asks no first question without its page', async () => {
    const { page } = await startPacked(await withoutFile('dist/renderer/admin/index.html'));
    await onPage(page.locator('body')).toHaveText('Not found');
  });
});
