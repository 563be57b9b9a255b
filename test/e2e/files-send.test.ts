import { describe, expect as expectValue, test } from 'vitest';
import type { Chat } from '../support/pages/chat.ts';
import { paper, dragOver, paste, photo, pick, sound, uploads } from '../support/pages/attachments.ts';
import { findings } from '../support/pages/axe.ts';
import { comeIn } from '../support/pages/front-door.ts';
import { openHouse } from '../support/pages/house.ts';
import { expect, visit } from '../support/pages/visit.ts';
import { callOk } from '../support/people.ts';

const house = openHouse({ flags: ['--no-rate-limits'] });

async function arrive(username: string): Promise<Chat> {
  return comeIn(await visit(house.browser, house.host.url), { username });
}

async function setFileMax(fileMaxBytes: number): Promise<void> {
  await callOk(house.host, 'PATCH', '/admin/settings', {
    token: house.ownerToken,
    body: { files: { fileMaxBytes } },
  });
}

test('several files and words are one message, and nothing jumps for those who read it', async () => {
  const [ada, ben] = [await arrive('Ada'), await arrive('Ben')];
  await pick(ada, [await photo(), paper('plan.pdf', 300_000)]);
  await expect(uploads(ada)).toHaveCount(2);
  await expect(uploads(ada).first()).toContainText('evening.jpg');
  await ada.send('Look at this evening');
  await ada.hasMessage('Look at this evening');
  await expect(uploads(ada)).toHaveCount(0);

  const message = ben.message('Look at this evening');
  const picture = message.getByRole('img', { name: 'evening.jpg' });
  await expect(picture).toBeVisible();
  const box = await picture.boundingBox();
  expectValue([box?.width, box?.height]).toEqual([360, 225]);
  // Its colours are there before its bytes, and the thumbnail in its own size.
  await expect(picture).toHaveCSS('background-image', /^url\("data:image\/webp;base64,/);
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(720);
  expectValue(await picture.boundingBox()).toEqual(box);

  const card = message.getByRole('link', { name: /plan\.pdf/ });
  const download = ben.page.waitForEvent('download');
  await card.click();
  expectValue((await download).suggestedFilename()).toBe('plan.pdf');
});

test('a message can be files alone, and its files can go before it does', async () => {
  const ada = await arrive('Agnes');
  await pick(ada, [paper('one.pdf', 2_000), paper('two.pdf', 2_000)]);
  await expect(uploads(ada).first()).toHaveAttribute('data-state', 'stored');
  await ada.page.getByRole('button', { name: ada.words('attach.remove', { name: 'one.pdf' }) }).click();
  await expect(uploads(ada)).toHaveCount(1);
  // The focus goes to the next card's button, not to nowhere.
  await expect(
    ada.page.getByRole('button', { name: ada.words('attach.remove', { name: 'two.pdf' }) }),
  ).toBeFocused();
  await ada.pressButton('composer.send');
  const message = ada.messages.last();
  await expect(message).toHaveAttribute('data-delivery', 'stored');
  await expect(message.getByRole('link')).toHaveCount(1);
  await expect(message.getByRole('link', { name: /two\.pdf/ })).toBeVisible();
});

describe('files come by', () => {
  test('paste: a screenshot, but not the picture of words', async () => {
    const ada = await arrive('Anna');
    const screenshot = await photo('image.png', { width: 400, height: 300 });
    await paste(ada, [screenshot], 'words from a table');
    await expect(uploads(ada)).toHaveCount(0);
    await paste(ada, [screenshot]);
    // Every screenshot is called the same; here it gets a name of its own.
    await expect(uploads(ada)).toContainText(/Picture .+\.png/);
  });

  test('drag and drop, with the whole room as the target', async () => {
    const ada = await arrive('Alma');
    await ada.composer.fill('Half a sentence');
    const { place, drop } = await dragOver(ada, [paper('plan.pdf', 1_000)]);
    await expect(place).toContainText(ada.words('attach.drop', { room: 'Front Porch' }));
    expectValue(await findings(ada.page)).toEqual([]);
    await drop();
    await expect(place).toHaveCount(0);
    await expect(uploads(ada)).toContainText('plan.pdf');
    await expect(ada.composer).toHaveValue('Half a sentence');
    await expect(ada.composer).toBeFocused();
  });
});

test('a file that is too large says so before a byte of it goes, and keeps the words', async () => {
  await setFileMax(1_000_000);
  const ada = await arrive('Asta');
  let asked = 0;
  ada.page.on('request', (request) => {
    if (request.url().includes('/resumable-uploads')) asked++;
  });
  await ada.composer.fill('With the film');
  await pick(ada, [paper('film.mp4', 1_500_000)]);
  await expect(uploads(ada)).toContainText(ada.words('attach.tooLarge', { size: '1.5 MB', max: '1 MB' }));
  await ada.page.keyboard.press('Enter');
  await expect(ada.page.getByRole('alert')).toContainText(ada.words('attach.failedFirst'));
  await expect(ada.composer).toHaveValue('With the film');
  expectValue(await findings(ada.page)).toEqual([]);
  expectValue(asked).toBe(0);
  await ada.page.getByRole('button', { name: ada.words('attach.remove', { name: 'film.mp4' }) }).click();
  await ada.composer.press('Enter');
  await ada.hasMessage('With the film');
  await setFileMax(100_000_000);
});

test('more files than one message takes are left out, and that is said', async () => {
  const ada = await arrive('Ava');
  await pick(
    ada,
    Array.from({ length: 12 }, (_, index) => paper(`page ${index}.pdf`, 500)),
  );
  await expect(uploads(ada)).toHaveCount(10);
  await expect(ada.page.getByText(ada.words('attach.leftOut', { count: 2, max: 10 }))).toBeVisible();
});

test('pictures are looked at large, with the keyboard alone', async () => {
  const ada = await arrive('Ada the second');
  for (const [name, text] of [
    ['first.jpg', 'The first'],
    ['second.jpg', 'The second'],
  ] as const) {
    await pick(ada, [await photo(name)]);
    await ada.post(text);
  }
  const { page, words } = ada;
  const link = page.getByRole('link', { name: words('message.openPicture', { name: 'second.jpg' }) });
  await link.focus();
  await page.keyboard.press('Enter');
  const lightbox = page.getByRole('dialog', { name: words('lightbox.title') });
  await expect(lightbox.getByRole('img', { name: 'second.jpg' })).toBeVisible();
  expectValue(await findings(page)).toEqual([]);
  await page.keyboard.press('ArrowLeft');
  // The neighbour is drawn before it is there.
  await expect(lightbox.getByRole('img', { name: 'first.jpg' })).toBeInViewport({ ratio: 0.99 });
  await expect(lightbox.getByRole('img', { name: 'second.jpg' })).not.toBeInViewport();
  const download = page.waitForEvent('download');
  await lightbox.getByRole('button', { name: words('message.download') }).click();
  expectValue((await download).suggestedFilename()).toBe('first.jpg');
  await page.keyboard.press('Escape');
  await expect(lightbox).toHaveCount(0);
  await expect(link).toBeFocused();
});

test('sound is played in its place, from any point of it', async () => {
  const ada = await arrive('Aino');
  await pick(ada, [sound('bell.wav')]);
  await ada.post('Listen');
  const player = ada.message('Listen').getByLabel(ada.words('message.audio', { name: 'bell.wav' }));
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => Math.round(audio.duration))).toBe(1);
  await expect(ada.message('Listen').getByRole('link', { name: /bell\.wav/ })).toBeVisible();
});
