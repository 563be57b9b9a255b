import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../../server/protocol/http.ts';
import { launchBrowser } from '../support/browser.ts';
import { makePicture, uploadFile } from '../support/files.ts';
import { startHost, type HostProcess } from '../support/host-process.ts';
import { setUpOwner } from '../support/people.ts';
import { SeedClient, seedLogin, seedUpload, type SeedPerson } from '../support/seed-client.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { connect } from '../support/ws-client.ts';

let browser: Browser;
let host: HostProcess;
let ada: SeedPerson;
let client: SeedClient;
let page: Page;
let dir: TempDir;

beforeAll(async () => {
  dir = await makeTempDir();
  [browser, host] = await Promise.all([launchBrowser(), startHost({ data: dir.path })]);
  await setUpOwner(host);
  ada = await seedLogin(host, 'ada');
  client = await SeedClient.online(host, ada, 1);
});
afterEach(async () => {
  await page.context().close();
});
afterAll(async () => {
  await client.close();
  await host.stop();
  await browser.close();
  await dir.remove();
});

/** A Porchlight page of somebody who is in the first room, where ada is too. */
async function visitAs(username: string): Promise<SignedIn> {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  const answer = await context.request.post(`${host.url}/api/v1/join`, { data: { username } });
  expect(answer.status()).toBe(201);
  await page.goto(host.url);
  await page.getByTestId('composer').waitFor();
  return (await answer.json()) as SignedIn;
}

async function sendPicture(size: { width: number; height: number; red: number }): Promise<string> {
  const url = await seedUpload(host, ada, await makePicture('png', size), 'porch.png');
  client.send(3, { uid: ada.uid, room_id: '1', image_url: url, content: `<img src="${url}">` });
  await client.settled();
  return url;
}

/** The newest message, once its picture is there with all its bytes. */
async function loadedPicture() {
  const message = page.getByTestId('message').last();
  const picture = message.getByRole('img');
  const element = await picture.elementHandle();
  await page.waitForFunction(
    (img) => img instanceof HTMLImageElement && img.complete && img.naturalWidth > 0,
    element,
  );
  const size = await picture.evaluate((img: HTMLImageElement) => {
    const { naturalWidth, naturalHeight, clientWidth, clientHeight } = img;
    return { naturalWidth, naturalHeight, clientWidth, clientHeight };
  });
  return { message, picture, size };
}

describe('a picture sent through the original’s door', () => {
  it('appears on a page that is open, at its own size, and opens in a tab of its own where that is asked for', async () => {
    await visitAs('ben');
    await sendPicture({ width: 240, height: 160, red: 180 });
    const { message, picture, size } = await loadedPicture();
    expect(size).toEqual({ naturalWidth: 240, naturalHeight: 160, clientWidth: 240, clientHeight: 160 });
    expect(await picture.getAttribute('alt')).toMatch(/\.png$/);
    // A message of nothing but a picture has no empty line above it.
    expect(await message.locator('.message-text').count()).toBe(0);

    const opened = page.context().waitForEvent('page');
    await message.getByRole('link').click({ modifiers: ['ControlOrMeta'] });
    const tab = await opened;
    await tab.waitForLoadState();
    expect(tab.url()).toMatch(new RegExp(`^${host.url}/`));
    expect(await tab.evaluate(() => window.opener as unknown)).toBeNull();
  });

  it('is in the history of a page opened later, larger ones brought down to fit', async () => {
    await sendPicture({ width: 1600, height: 1000, red: 90 });
    await visitAs('cleo');
    const { size } = await loadedPicture();
    expect(size).toEqual({ naturalWidth: 720, naturalHeight: 450, clientWidth: 360, clientHeight: 225 });
  });

  it('can be quoted, but has no text to copy', async () => {
    await sendPicture({ width: 64, height: 64, red: 20 });
    await visitAs('dora');
    const { message } = await loadedPicture();
    await message.hover();
    await message.getByRole('button', { name: 'Reply' }).waitFor();
    await message.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Copy link' }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'Copy text' }).count()).toBe(0);
    await page.keyboard.press('Escape');

    await message.hover();
    await message.getByRole('button', { name: 'Reply' }).click();
    await page.getByTestId('composer').getByRole('textbox').fill('What a view');
    await page.keyboard.press('Enter');
    const answer = page.getByTestId('message').filter({ hasText: 'What a view' });
    await answer.getByRole('button', { name: 'ada Picture' }).waitFor();
  });
});

it('words can be put beside one’s own picture, and taken away again', async () => {
  const { token } = await visitAs('finn');
  const file = await uploadFile(host, token, await makePicture('png', { red: 140 }), 'swing.png');
  const own = await connect(host.url, { token });
  await own.hello();
  own.send({ type: 'send', clientMessageId: 'swing', roomId: '1', text: '', fileIds: [file.id] });
  await own.waitFor('ack');
  await own.close();

  const message = page.getByTestId('message').filter({ has: page.getByAltText('swing.png') });
  const field = message.getByRole('textbox', { name: 'Edit your message' });
  const change = async (text: string) => {
    await message.hover();
    await message.getByRole('button', { name: 'Edit' }).click();
    await field.fill(text);
    await page.keyboard.press('Enter');
    await field.waitFor({ state: 'detached' });
  };
  await change('The new swing');
  await message.getByText('The new swing').waitFor();
  await change('');
  await message.getByText('The new swing').waitFor({ state: 'detached' });
  await message.getByText('edited').waitFor();
  await message.getByAltText('swing.png').waitFor();
});

it('a picture whose bytes do not come is offered as a file, and shown once the host is back', async () => {
  await visitAs('emil');
  await page.route('**/api/v1/files/**', (route) => route.abort());
  await sendPicture({ width: 120, height: 90, red: 60 });
  const message = page.getByTestId('message').last();
  await message.getByRole('link', { name: /^Download .+\.png/ }).waitFor();
  expect(await message.getByRole('img').count()).toBe(0);

  await page.unrouteAll();
  host.kill('SIGKILL');
  await host.exited;
  host = await startHost({ data: dir.path, flags: ['--port', String(host.port)] });
  const { size } = await loadedPicture();
  expect(size).toMatchObject({ naturalWidth: 120, naturalHeight: 90 });
});
