import { expect as expectValue, test } from 'vitest';
import { npmStart } from '../support/npm-start.ts';
import { comeIn, joinWith, setUp, signIn } from '../support/pages/front-door.ts';
import { openHouse } from '../support/pages/house.ts';
import { edit, reaction, reactWith, remove, reply } from '../support/pages/message-actions.ts';
import { press } from '../support/pages/press.ts';
import { expect, visit } from '../support/pages/visit.ts';
import { OWNER } from '../support/people.ts';
import { tempDirForTest } from '../support/temp-dir.ts';

const house = openHouse();

test('one command, one link and one name are the way from nothing to a chat between two people', async () => {
  const data = await tempDirForTest();
  const { urls, setupUrl } = await npmStart(['--port', '0', '--no-mdns', '--data', data]);

  const olive = await setUp(await visit(house.browser, setupUrl), setupUrl, {
    ...OWNER,
    place: 'Ridge House',
  });
  await expect(olive.page).toHaveTitle('Front Porch · Ridge House');
  expectValue(olive.page.url()).not.toContain('token');

  // What a phone scans: an address, where this machine has one.
  const address = urls.find((url) => /\d+\.\d+\.\d+\.\d+/.test(url)) ?? urls[0]!;
  const phone = await visit(house.browser, address, { device: 'phone' });
  const ben = await joinWith(phone, 'Ben');
  await ben.post('Is this thing on?');

  await olive.hasMessage('Is this thing on?');
  await olive.post('It is. Come in!');
  await ben.hasMessage('It is. Come in!');
  expectValue(await ben.texts()).toEqual(await olive.texts());
});

test('a newcomer on a phone needs two actions to the first message and sees no dialog before it', async () => {
  const phone = await visit(house.browser, house.host.url, { device: 'phone' });
  await phone.open('/');
  const { page, words } = phone;

  const name = page.getByLabel(words('join.name'));
  await expect(name).toBeFocused();
  await expect(page.getByRole('textbox')).toHaveCount(1);
  await page.keyboard.type('Mia');
  await page.keyboard.press('Enter');

  const composer = page.getByTestId('composer').getByRole('textbox');
  await expect(page.locator('dialog[open]')).toHaveCount(0);
  await composer.tap();
  await page.keyboard.type('Hello from my phone');
  await page.getByRole('button', { name: words('composer.send') }).tap();

  await expect(page.getByTestId('message').filter({ hasText: 'Hello from my phone' })).toHaveAttribute(
    'data-delivery',
    'stored',
  );
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  expectValue(scrollWidth).toBe(clientWidth);
});

test('a direct message is a press on a person away and shows as unread to the other', async () => {
  const olive = await comeIn(await visit(house.browser, house.host.url), OWNER);
  const ben = await comeIn(await visit(house.browser, house.host.url, { device: 'phone' }), {
    username: 'Ben',
  });

  await olive.writeTo('Ben');
  await olive.post('Just between us');
  const rooms = ben.page.getByRole('button', { name: ben.words('rooms.unread', { count: 1 }) });
  await expect(rooms).toBeVisible();
  await expect(ben.page).toHaveTitle(/^\(1\) /);
  // It waits until he wants it: what he was writing stays in front of him.
  await ben.isInRoom('Front Porch');

  await press(ben.visit, rooms);
  await expect(ben.roomLink('Olive')).toHaveAttribute('data-unread', 'true');
  await expect(ben.roomLink('Olive')).toContainText('1');
  await press(ben.visit, ben.roomLink('Olive'));
  await ben.hasMessage('Just between us');
  await expect(ben.page).toHaveTitle(/^Olive/);
  await expect(olive.message('Just between us')).toContainText(olive.words('message.seen'));
});

test('edits, deletions, reactions, replies and typing reach the other side', async () => {
  const olive = await comeIn(await visit(house.browser, house.host.url), OWNER);
  const tom = await comeIn(await visit(house.browser, house.host.url, { device: 'phone' }), {
    username: 'Tom',
  });

  await tom.composer.pressSequentially('Soup at noon');
  await expect(olive.page.getByText(olive.words('typing.one', { name: 'Tom' }))).toBeVisible();
  await tom.post('Soup at noon');
  await expect(olive.page.getByText(olive.words('typing.one', { name: 'Tom' }))).toHaveCount(0);

  await reply(olive, 'Soup at noon', 'Save me a bowl');
  await expect(tom.message('Save me a bowl').getByRole('button', { name: /Soup at noon/ })).toBeVisible();

  await reactWith(olive, 'Soup at noon', 'yum', '😋');
  await expect(reaction(tom, 'Soup at noon', '😋')).toContainText('1');
  await press(tom.visit, reaction(tom, 'Soup at noon', '😋'));
  await expect(reaction(olive, 'Soup at noon', '😋')).toContainText('2');
  await reactWith(tom, 'Save me a bowl', 'thumbs up', '👍');
  await expect(reaction(olive, 'Save me a bowl', '👍')).toContainText('1');

  await edit(tom, 'Soup at noon', 'Soup at one');
  await expect(olive.message('Soup at one')).toContainText(olive.words('message.edited'));
  await expect(olive.message('Save me a bowl').getByRole('button', { name: /Soup at one/ })).toBeVisible();

  await remove(olive, 'Save me a bowl');
  await expect(tom.message('Save me a bowl')).toHaveCount(0);
  await expect(tom.page.getByText(tom.words('message.deleted'))).toBeVisible();
});

test('somebody with a password signs out and in again and finds everything as it was', async () => {
  const olive = await comeIn(await visit(house.browser, house.host.url), OWNER);
  await olive.post('Back in a minute');

  await olive.openSettings();
  await press(olive.visit, olive.dialog.getByRole('button', { name: olive.words('settings.signOut') }));
  // The settings have a field for one's name as well; this button is only at the door.
  await expect(olive.page.getByRole('button', { name: olive.words('join.beenHere') })).toBeVisible();
  const { cookies } = await olive.visit.context.storageState();
  expectValue(cookies).toEqual([]);

  const again = await signIn(olive.visit, OWNER);
  await again.hasMessage('Back in a minute');
});
