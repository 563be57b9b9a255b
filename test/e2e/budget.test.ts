import { expect as expectValue, test } from 'vitest';
import { chatOf } from '../support/pages/chat.ts';
import { joinWith } from '../support/pages/front-door.ts';
import { openHouse } from '../support/pages/house.ts';
import { expect, visit, type Visit } from '../support/pages/visit.ts';

const FIRST_PAGE_MAX_BYTES = 150_000;
/** With what comes while a name is typed and a room is entered. No promise: a guard against growing unawares. */
const UP_TO_THE_ROOM_MAX_BYTES = 200_000;
const REPEAT_VISIT_MAX_BYTES = 20_000;

const NAME = 'ridge-house.local';
// Under a name that browsers trust they would ask for the smaller Brotli; on a network's plain http they get gzip.
const house = openHouse({ flags: ['--name', 'Ridge House'], hostRules: `MAP ${NAME} 127.0.0.1` });

test('the first page costs less than 150 kB, and a repeat visit up to the room less than 20 kB', async () => {
  const phone = await visit(house.browser, `http://${NAME}:${house.host.port}`, { device: 'phone' });
  const first = await measure(phone);
  await phone.open('/');
  await expect(phone.page.getByLabel(phone.words('join.name'))).toBeVisible();
  const firstPage = await first.bytes();
  expectValue(first.encodings).toEqual(new Set(['gzip']));
  await joinWith(phone, 'Pia');
  const upToTheRoom = await first.bytes();

  const tab = await phone.openTab();
  const repeat = await measure(tab);
  await tab.open('/');
  await chatOf(tab);
  const repeatVisit = await repeat.bytes();

  expectValue(firstPage).toBeLessThan(FIRST_PAGE_MAX_BYTES);
  expectValue(upToTheRoom).toBeLessThan(UP_TO_THE_ROOM_MAX_BYTES);
  expectValue(repeatVisit).toBeLessThan(REPEAT_VISIT_MAX_BYTES);
  // Less than any page could be: then nothing was measured.
  expectValue(firstPage).toBeGreaterThan(REPEAT_VISIT_MAX_BYTES);
  expectValue(repeatVisit).toBeGreaterThan(0);
});

interface Meter {
  /** How scripts and styles came. */
  encodings: Set<string | undefined>;
  /** Everything received so far, headers included, once nothing more is under way. */
  bytes(): Promise<number>;
}

async function measure({ context, page }: Visit): Promise<Meter> {
  const encodings = new Set<string | undefined>();
  let bytes = 0;
  const devtools = await context.newCDPSession(page);
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  devtools.on('Network.responseReceived', ({ type, response }) => {
    if (type === 'Script' || type === 'Stylesheet') encodings.add(response.headers['Content-Encoding']);
  });
  await devtools.send('Network.enable');
  return {
    encodings,
    bytes: async () => {
      await page.waitForLoadState('networkidle');
      return bytes;
    },
  };
}
