import { onTestFinished, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { openAdmin } from '../support/pages/admin.ts';
import { expect, visit } from '../support/pages/visit.ts';
import { joinAs, OWNER, setUpOwner } from '../support/people.ts';

test('a host that is gone is said to be, and its screen comes back by itself', async () => {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const host = await startLastingHost({ flags: ['--name', 'Ridge House'] });
  await setUpOwner(host.current);
  const visitor = await visit(browser, host.url, { mayLoseHost: true });
  const admin = await openAdmin(visitor, OWNER);

  await host.kill();
  await expect(admin.page.locator('.lost-strip')).toBeVisible();
  await expect(admin.page.getByText(admin.say('nav.state.lost'))).toBeVisible();
  // What it said last is still there to be read.
  await expect(admin.page.locator('.join-card .big-address')).toBeVisible();

  await host.start();
  await expect(admin.page.locator('.lost-strip')).toHaveCount(0);
  await joinAs(host, 'Pia');
  await expect(admin.page.getByText('Pia', { exact: true })).toBeVisible();
});
