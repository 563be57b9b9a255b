import { expect as expectValue, test } from 'vitest';
import { findings } from '../support/pages/axe.ts';
import type { Chat } from '../support/pages/chat.ts';
import { comeIn, joinWith } from '../support/pages/front-door.ts';
import { openHouse } from '../support/pages/house.ts';
import { expect, visit } from '../support/pages/visit.ts';

const NAME = 'ridge-house.local';
const house = openHouse({ flags: ['--name', 'Ridge House'], hostRules: `MAP ${NAME} 127.0.0.1` });

test('a mention in another room is told by sound, notice and icon; other words there are not', async () => {
  const visitor = await visit(house.browser, house.host.url);
  await visitor.context.grantPermissions(['notifications']);
  await visitor.context.addInitScript(listenToAlerts);
  const ada = await comeIn(visitor, { username: 'Ada' });
  const bo = await comeIn(await visit(house.browser, house.host.url), { username: 'Bo' });
  await bo.goToRoom('Kitchen Table');
  const usualIcon = await icon(ada);

  await bo.post('Only words');
  await bo.send('@Ada **dinner** is ready');
  await expect.poll(() => alerts(ada)).toEqual(['sound', 'Bo · Kitchen Table: @Ada dinner is ready']);
  expectValue(await icon(ada)).not.toBe(usualIcon);

  await ada.goToRoom('Kitchen Table');
  await expect.poll(() => icon(ada)).toBe(usualIcon);
  await bo.post('@Ada it gets cold');
  await ada.hasMessage('@Ada it gets cold');
  expectValue(await alerts(ada)).toHaveLength(2);
});

test.each([
  ['over plain http', `http://${NAME}`, 'default', 'alerts.insecure'],
  ['where somebody said no', '', 'denied', 'alerts.denied'],
  ['where nobody was asked', '', 'default', 'alerts.unasked'],
] as const)('the settings say what stands in the way of notices %s', async (_, origin, permission, words) => {
  const address = origin === '' ? house.host.url : `${origin}:${house.host.port}`;
  const visitor = await visit(house.browser, address);
  await visitor.context.addInitScript((state) => {
    Object.defineProperty(Notification, 'permission', { get: () => state });
  }, permission);
  const chat = await joinWith(visitor, `Cy ${permission} ${origin === '' ? 'here' : 'there'}`);
  await chat.page.getByRole('button', { name: /settings/i }).click();
  await expect(chat.dialog.getByText(chat.words(words))).toBeVisible();
  expectValue(await findings(chat.page)).toEqual([]);
});

/** In the page: notes what is told, instead of telling it to nobody. */
function listenToAlerts(): void {
  const told: string[] = [];
  Object.assign(window, { told });
  class Noted extends Notification {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options);
      told.push(`${title}: ${options?.body}`);
    }
  }
  Object.assign(window, { Notification: Noted });
  const start = Reflect.get(AudioContext.prototype, 'createOscillator');
  let isSounding = false;
  AudioContext.prototype.createOscillator = function createOscillator() {
    if (!isSounding) told.push('sound');
    isSounding = true;
    return start.call(this);
  };
}

function alerts(chat: Chat): Promise<string[]> {
  return chat.page.evaluate(() => Reflect.get(window, 'told') as string[]);
}

function icon(chat: Chat): Promise<string | null> {
  return chat.page.locator('link[rel="icon"]').getAttribute('href');
}
