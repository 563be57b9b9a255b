import { expect as expectValue, test } from 'vitest';
import { encode } from 'uqr';
import type { HostState } from '../../server/protocol/admin.ts';
import { openAdmin, type Admin } from '../support/pages/admin.ts';
import { comeIn } from '../support/pages/front-door.ts';
import { openHouse } from '../support/pages/house.ts';
import { press } from '../support/pages/press.ts';
import { readModules } from '../support/pages/qr-modules.ts';
import { expect, visit } from '../support/pages/visit.ts';
import { joinAs, OWNER } from '../support/people.ts';

const house = openHouse({ flags: ['--name', 'Ridge House'] });

/** As the host tells it to the browser of this admin. */
async function hostState({ visit: { context, origin } }: Admin): Promise<HostState> {
  const answer = await context.request.get(`${origin}/api/v1/admin/host`);
  return (await answer.json()) as HostState;
}

test('the host screen shows the code and the address that others open', async () => {
  const admin = await openAdmin(await visit(house.browser, house.host.url), OWNER);
  const { best } = await hostState(admin);
  expectValue(best, 'this machine has an address').not.toBeNull();

  await expect(admin.page.locator('.join-card .big-address')).toHaveText(best!.url);
  await expect(admin.qr).toHaveAccessibleName(admin.say('card.qrLabel', { address: best!.url }));
  const code = encode(best!.url, { ecc: 'M', border: 3 });
  expectValue(await readModules(admin.qr, code.size)).toEqual(code.data);
  await expect(admin.page).toHaveTitle('Ridge House · Porchlight');
});

test('who comes in stands there at once, and until another device has, the screen helps', async () => {
  const admin = await openAdmin(await visit(house.browser, house.host.url), OWNER);
  await expect(admin.page.getByRole('heading', { name: admin.say('nobody.title') })).toBeVisible();

  await joinAs(house.host, 'Pia');
  const arrivals = admin.page.getByRole('region', { name: admin.say('arrivals.title') });
  await expect(arrivals.getByRole('listitem').filter({ hasText: 'Pia' })).toContainText(
    admin.say('arrivals.here'),
  );
  await expect(admin.page.getByText(admin.say('arrivals.said', { name: 'Pia' }))).toBeAttached();

  await press(admin.visit, admin.page.getByRole('link', { name: admin.say('nobody.check') }));
  await expect(admin.page.getByRole('heading', { name: admin.say('doctor.title') })).toBeVisible();
});

test('while joining is paused the front door says so, and it opens again', async () => {
  const admin = await openAdmin(await visit(house.browser, house.host.url), OWNER);
  await admin.pressButton('tools.pause');
  await expect(admin.page.locator('.join-card')).toContainText(admin.say('card.paused'));
  await expect(admin.page.getByText(admin.say('nav.state.paused'))).toBeVisible();

  const guest = await visit(house.browser, house.host.url, { device: 'phone' });
  await guest.open('/');
  await expect(guest.page.getByRole('heading', { name: guest.words('join.pausedTitle') })).toBeVisible();

  await admin.pressButton('tools.resume');
  await expect(admin.button('tools.pause')).toBeVisible();
  await press(guest, guest.page.getByRole('button', { name: guest.words('common.tryAgain') }));
  await expect(guest.page.getByLabel(guest.words('join.name'))).toBeVisible();
});

test('somebody who has typed a name already is told of a pause instead of an error', async () => {
  const admin = await openAdmin(await visit(house.browser, house.host.url), OWNER);
  const guest = await visit(house.browser, house.host.url);
  await guest.open('/');
  await guest.page.getByLabel(guest.words('join.name')).fill('Late');
  await admin.pressButton('tools.pause');
  await expect(admin.button('tools.resume')).toBeVisible();
  await press(guest, guest.page.getByRole('button', { name: guest.words('join.submit'), exact: true }));
  await expect(guest.page.getByRole('heading', { name: guest.words('join.pausedTitle') })).toBeVisible();
  await admin.pressButton('tools.resume');
  await expect(admin.button('tools.pause')).toBeVisible();
});

test('an address is chosen by what its adapter is for, and a port from the next start', async () => {
  const admin = await openAdmin(await visit(house.browser, house.host.url), OWNER);
  const { addresses, port } = await hostState(admin);
  const { address } = addresses.findLast(({ type }) => type === 'address')!;

  await admin.pressButton('tools.address');
  const choice = admin.dialog.getByRole('radio', { name: new RegExp(`^${address.replaceAll('.', '\\.')} `) });
  await expect(admin.dialog.getByRole('radio', { name: admin.say('address.auto') })).toBeChecked();
  await choice.check();
  await expect(choice).toBeChecked();
  await expect.poll(async () => (await hostState(admin)).chosenAddress).toBe(address);

  const field = admin.dialog.getByLabel(admin.say('address.port'), { exact: true });
  await field.fill('80');
  await admin.pressButton('address.portSave');
  await expect(admin.dialog.getByRole('alert')).toBeVisible();
  const next = port === 40_123 ? 40_124 : 40_123;
  await field.fill(String(next));
  await admin.pressButton('address.portSave');
  await expect(admin.dialog).toContainText(admin.say('address.portPending', { port, next }));

  await admin.dialog.getByRole('radio', { name: admin.say('address.auto') }).check();
  await expect.poll(async () => (await hostState(admin)).chosenAddress).toBe(null);
});

test('name, Wi-Fi and PIN are set here and stand on the card, and the front door asks for the PIN', async () => {
  const admin = await openAdmin(await visit(house.browser, house.host.url), OWNER);
  await admin.goTo('settings');
  await admin.page.getByLabel(admin.say('settings.wifi')).fill('Ridge Guest');
  await admin.page.keyboard.press('Enter');
  await expect(admin.page.getByText(admin.say('settings.saved'))).toBeVisible();
  await admin.page.getByLabel(admin.say('settings.serverName'), { exact: true }).fill('Boat House');
  await admin.page.keyboard.press('Enter');
  await expect(admin.page.locator('.navigation__name')).toHaveText('Boat House');
  const asks = admin.page.getByRole('switch', { name: admin.say('settings.pin') });
  await asks.check();
  await expect(admin.button('settings.pinNew')).toBeVisible();
  const { pin } = (await hostState(admin)).join;
  expectValue(pin).toMatch(/^\d{6}$/);

  await admin.goTo('host');
  await expect(admin.page.locator('.join-card')).toContainText('Ridge Guest');
  await expect(admin.page.locator('.join-card')).toContainText(`${pin!.slice(0, 3)} ${pin!.slice(3)}`);
  const guest = await visit(house.browser, house.host.url);
  await guest.open('/');
  await expect(guest.page.getByLabel(guest.words('join.pin'))).toBeVisible();

  await admin.goTo('settings');
  await asks.uncheck();
  await expect.poll(async () => (await hostState(admin)).join.pin).toBe(null);
});

test('the network check looks at every adapter, and again when asked', async () => {
  const admin = await openAdmin(await visit(house.browser, house.host.url), OWNER);
  await admin.goTo('network');
  await expect(admin.page.getByRole('heading', { name: admin.say('doctor.whole') })).toBeVisible();
  const { port } = await hostState(admin);
  await expect(admin.page.locator('[data-code=port_open]')).toContainText(
    admin.say('doctor.port_open', { port }),
  );
  // A text that is missing would show its key, one whose value is missing its braces.
  await expect(admin.page.locator('main')).not.toContainText(/doctor\.|help\.|\{\{/);

  const answer = admin.page.waitForResponse(/\/admin\/doctor$/);
  await admin.pressButton('doctor.again');
  expectValue((await answer).status()).toBe(200);
  await expect(admin.button('doctor.again')).toBeVisible();
});

test('with nobody else around, nearby hosts says so', async () => {
  const admin = await openAdmin(await visit(house.browser, house.host.url), OWNER);
  await admin.goTo('nearby');
  await expect(admin.page.getByRole('heading', { name: admin.say('nearby.none') })).toBeVisible();
});

test('the card fills the screen for a projector and gives it back', async () => {
  const context = { viewport: { width: 1920, height: 1080 } };
  const admin = await openAdmin(await visit(house.browser, house.host.url, { context }), OWNER);
  await admin.pressButton('tools.project');
  const code = await admin.dialog.locator('.join-poster__qr').boundingBox();
  expectValue(code!.height).toBeGreaterThan(560);
  const address = admin.dialog.locator('.big-address');
  const size = await address.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  expectValue(size).toBeGreaterThan(100);
  await admin.pressButton('tools.projectEnd');
  await expect(admin.dialog).toHaveCount(0);
  await expect(admin.button('tools.project')).toBeFocused();
});

test.each(['A4', 'Letter'])('the card prints on one page of %s', async (format) => {
  const admin = await openAdmin(await visit(house.browser, house.host.url), OWNER);
  const pdf = (await admin.page.pdf({ format })).toString('latin1');
  expectValue(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await admin.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(admin.page.locator('.print-card__qr')).toBeVisible();
  await expect(admin.page.locator('.navigation')).toBeHidden();
});

test('somebody who is not an admin is sent on in a friendly way', async () => {
  const guest = await comeIn(await visit(house.browser, house.host.url), { username: 'Gil' });
  await guest.openSettings();
  await expect(guest.dialog.getByRole('link', { name: guest.words('settings.hostOpen') })).toHaveCount(0);
  await guest.visit.open('/admin');
  await expect(guest.page.getByRole('heading')).toBeVisible();
  await expect(guest.page.getByText('Gil')).toBeVisible();
  await expect(guest.page.getByRole('navigation')).toHaveCount(0);
});

test('the owner signs in at the page itself, and finds it from the chat', async () => {
  const visitor = await visit(house.browser, house.host.url);
  const { page, words } = visitor;
  await visitor.open('/admin/');
  await page.getByLabel(words('join.name')).fill(OWNER.username);
  await page.getByLabel(words('join.password'), { exact: true }).fill(OWNER.password);
  await press(visitor, page.getByRole('button', { name: words('join.signIn'), exact: true }));
  await expect(page.getByRole('navigation')).toBeVisible();

  const chat = await comeIn(visitor, OWNER);
  await chat.openSettings();
  await press(visitor, chat.dialog.getByRole('link', { name: words('settings.hostOpen') }));
  await expect(page).toHaveURL(/\/admin$/);
  await expect(page.getByRole('navigation')).toBeVisible();
});
