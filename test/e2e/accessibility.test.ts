import { beforeAll, describe, expect as expectValue, test } from 'vitest';
import { findings } from '../support/pages/axe.ts';
import { chatOf } from '../support/pages/chat.ts';
import { comeIn } from '../support/pages/front-door.ts';
import { openHouse } from '../support/pages/house.ts';
import { press } from '../support/pages/press.ts';
import { expect, visit, type Device, type Visit } from '../support/pages/visit.ts';
import type { Language } from '../support/pages/words.ts';
import { startHost, type HostProcess } from '../support/host-process.ts';
import { joinAs } from '../support/people.ts';
import { readWholeHistory } from '../support/stored-log.ts';
import { connect } from '../support/ws-client.ts';

/** What may differ between light and dark. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

const house = openHouse();
let notSetUp: HostProcess;

beforeAll(async () => {
  notSetUp = await startHost();
  await haveATalk();
  return async () => {
    await notSetUp.stop();
  };
});

describe.each<[Device, Language]>([
  ['desktop', 'en'],
  ['phone', 'en'],
  ['desktop', 'zh-CN'],
  ['phone', 'zh-CN'],
])('on a %s in %s, axe finds nothing', (device, language) => {
  test('at the door', async () => {
    const owner = await visit(house.browser, notSetUp.setupUrl!, { device, language });
    await owner.page.goto(notSetUp.setupUrl!);
    await expect(owner.page.getByRole('heading', { name: owner.words('setup.title') })).toBeVisible();
    await isClean(owner, 'set-up');

    const guest = await visit(house.browser, house.host.url, { device, language });
    await guest.open('/');
    await expect(guest.page.getByLabel(guest.words('join.name'))).toBeVisible();
    await isClean(guest, 'join');
    await press(guest, guest.page.getByRole('button', { name: guest.words('join.submit'), exact: true }));
    await expect(guest.page.getByText(guest.words('join.nameMissing'))).toBeVisible();
    await isClean(guest, 'join, with an error');
    await press(guest, guest.page.getByRole('button', { name: guest.words('join.beenHere') }));
    await expect(guest.page.getByLabel(guest.words('join.password'), { exact: true })).toBeVisible();
    await isClean(guest, 'sign in');
  });

  test('in the chat', async () => {
    const visitor = await visit(house.browser, house.host.url, { device, language });
    const chat = await comeIn(visitor, { username: `${device} ${language}` });
    const { page } = chat;
    await chat.hasMessage('See you there');
    await isClean(visitor, 'a talk');

    await chat.composer.focus();
    await chat.pressButton('composer.emoji');
    const picker = page.getByRole('dialog', { name: chat.words('emoji.title') });
    await expect(picker.getByRole('gridcell').first()).toBeVisible();
    await isClean(visitor, 'the emoji picker');
    await page.keyboard.press('Escape');
    await expect(picker).toHaveCount(0);

    await chat.showPeople();
    await isClean(visitor, 'the people');
    await press(visitor, chat.person('Olive'));
    await expect(page.getByRole('button', { name: chat.words('people.message') })).toBeVisible();
    await isClean(visitor, 'a person');
    await page.keyboard.press('Escape');
    await press(visitor, page.getByRole('button', { name: chat.words('people.close') }));

    await chat.goToRoom('Attic');
    await isClean(visitor, 'an empty room');
    await chat.openSettings();
    await isClean(visitor, 'the settings');
  });
});

test('the keyboard alone joins, sends, opens and leaves a dialog, and changes the room', async () => {
  const visitor = await visit(house.browser, house.host.url);
  const { page, words } = visitor;
  await visitor.open('/');
  await expect(page.getByLabel(words('join.name'))).toBeFocused();
  await page.keyboard.type('Kay');
  await page.keyboard.press('Enter');

  const chat = await chatOf(visitor);
  await expect(chat.composer).toBeFocused();
  await page.keyboard.type('No mouse needed');
  await page.keyboard.press('Enter');
  await chat.hasMessage('No mouse needed');

  await tabTo(visitor, words('rooms.create'));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: words('createRoom.title') });
  await expect(dialog.getByLabel(words('createRoom.name'), { exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: words('rooms.create') })).toBeFocused();

  // From the button it is two steps to the second room: each is a link.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(chat.roomLink('Kitchen Table')).toBeFocused();
  await page.keyboard.press('Enter');
  await chat.isInRoom('Kitchen Table');
  await expect(chat.composer).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await chat.isInRoom('Front Porch');

  // The newest message is one stop before the place to write, and the arrows go on from there.
  await expect(chat.composer).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(chat.message('No mouse needed')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(chat.message('See you there')).toBeFocused();
});

/** All rules in the light; in the dark only what depends on colours, for the rest is the same page. */
async function isClean({ page }: Visit, place: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expectValue(await findings(page), `${place}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expectValue(await findings(page, COLOUR_RULES), `${place}, dark`).toEqual([]);
}

/** Presses Tab until the focus is on the button of this name; a page never has as many stops as the bound. */
async function tabTo({ page }: Visit, name: string): Promise<void> {
  const target = page.getByRole('button', { name, exact: true });
  for (let stops = 0; stops < 60; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${name}.`);
}

/** Messages of every kind: an answer, a reaction, an edit, a deletion, a link, one's own and others'. */
async function haveATalk(): Promise<void> {
  const ROOM = '1';
  const ann = await joinAs(house.host, 'Ann');
  const [olive, annsClient] = await Promise.all(
    [house.ownerToken, ann.token].map((token) => connect(house.host.url, { token })),
  );
  await olive!.hello();
  await annsClient!.hello();
  const { messageId } = await olive!.post(
    ROOM,
    'Soup at noon? The recipe: http://kitchen.local/soup',
    'talk-1',
  );
  const reply = {
    type: 'send',
    clientMessageId: 'talk-2',
    roomId: ROOM,
    text: 'Yes',
    replyToId: messageId,
  } as const;
  annsClient!.send(reply);
  await annsClient!.waitFor('ack', { where: (ack) => ack.clientMessageId === 'talk-2' });
  const wrong = await annsClient!.post(ROOM, 'Wrong room, sorry', 'talk-3');
  const last = await annsClient!.post(ROOM, 'See you ther', 'talk-4');
  annsClient!.send({ type: 'delete', messageId: wrong.messageId, requestId: 'a' });
  annsClient!.send({ type: 'edit', messageId: last.messageId, text: 'See you there', requestId: 'b' });
  annsClient!.send({ type: 'react', messageId, emoji: '🍲', on: true, requestId: 'c' });
  for (const requestId of ['a', 'b', 'c']) {
    await annsClient!.waitFor('done', { where: (done) => done.requestId === requestId });
  }
  await Promise.all([olive!.close(), annsClient!.close()]);
  expectValue(await readWholeHistory(house.host, house.ownerToken, ROOM)).toHaveLength(4);
}
