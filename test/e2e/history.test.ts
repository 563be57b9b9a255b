import type { Locator } from 'playwright-core';
import { beforeAll, expect as expectValue, test } from 'vitest';
import type { Message } from '../../server/protocol/message.ts';
import { LIMITS } from '../../server/protocol/limits.ts';
import type { RoomsAnswer, SignedIn } from '../../server/protocol/http.ts';
import { chatOf, type Chat } from '../support/pages/chat.ts';
import { comeIn } from '../support/pages/front-door.ts';
import { openHouse } from '../support/pages/house.ts';
import { isInView } from '../support/pages/in-view.ts';
import { expect, visit } from '../support/pages/visit.ts';
import { joinAs } from '../support/people.ts';
import { seedRoom } from '../support/seed-room.ts';
import { readWholeHistory } from '../support/stored-log.ts';

const MESSAGES = 5_000;
const ROOM = { id: '1', name: 'Front Porch' };
/** A reader notices no less than this. */
const JUMP_MAX_PX = 2;

const house = openHouse({ flags: ['--no-rate-limits'] });
let history: Message[];
let poster: SignedIn;

beforeAll(async () => {
  const people = await Promise.all(['Ada', 'Bo', 'Cy', 'Di'].map((name) => joinAs(house.host, name)));
  const texts = Array.from(
    { length: MESSAGES },
    (_, index) => `${index}: ${'word '.repeat((index * 7) % 23)}`,
  );
  await seedRoom(house.host, people, ROOM.id, texts);
  history = await readWholeHistory(house.host, house.ownerToken, ROOM.id);
  poster = await joinAs(house.host, 'Eve');
});

test('a long room opens at its end and scrolls back to its first message without a jump or a gap', async () => {
  expectValue(history).toHaveLength(MESSAGES);
  const context = { viewport: { width: 1280, height: 2000 } };
  const reader = await visit(house.browser, house.host.url, { context });
  // Older pages come when the test lets them, so that it can look before and after.
  const older = new Gate();
  await reader.page.route(/\/messages\?.*before=/, async (route) => {
    await older.passed();
    await route.continue();
  });
  const chat = await comeIn(reader, { username: 'Reader' });
  const last = history.at(-1)!;
  await expect(bySeq(chat, last.seq)).toBeInViewport();

  const seen = new Set<number>();
  const jumps: number[] = [];
  const first = history[0]!;
  while (!seen.has(first.seq)) {
    const shown = await shownSeqs(chat);
    expectValue(shown).toEqual(shown.toSorted((one, other) => one - other));
    for (const seq of shown) seen.add(seq);
    if (older.isSomebodyWaiting) jumps.push(await jumpWhile(chat, () => older.letThrough()));
    else await scrollUp(chat);
  }

  expectValue(Math.max(...jumps)).toBeLessThanOrEqual(JUMP_MAX_PX);
  expectValue(jumps.length).toBeGreaterThanOrEqual(MESSAGES / LIMITS.historyPageMax);
  expectValue([...seen].toSorted((one, other) => one - other)).toEqual(history.map(({ seq }) => seq));
  await expect(
    chat.page.getByRole('heading', { name: chat.words('room.startTitle', { room: ROOM.name }) }),
  ).toBeInViewport();

  await chat.pressButton('timeline.latest');
  await expect(bySeq(chat, last.seq)).toBeInViewport();
  await expect(chat.page.getByRole('button', { name: chat.words('timeline.latest') })).toHaveCount(0);
});

test.each([
  ['a screenful', 60],
  ['more than is loaded at once', 2 * LIMITS.historyPageMax],
])('the line "new" stands above the first unread message when there is %s of them', async (_, count) => {
  const reader = await visit(house.browser, house.host.url);
  const before = await comeIn(reader, { username: `Reader of ${count}` });
  await hasReadEverything(before);
  await before.page.close();
  await seedRoom(
    house.host,
    [poster],
    ROOM.id,
    Array.from({ length: count }, (__, index) => `new ${count}/${index}`),
  );

  const chat = await chatOf(await reader.openTab('/'));
  const line = chat.page.locator('.new-line');
  await expect(chat.roomLink(ROOM.name)).toHaveAttribute('data-unread', 'true');
  // It opens at the line, or at the oldest of the unread that it has; above that is what is still to be fetched.
  if (count > LIMITS.historyPageMax) {
    await expect(chat.messages.first()).toBeVisible();
    while (!(await isInView(line))) await scrollUp(chat);
  }
  await expect(line).toBeInViewport();
  const below = chat.page.locator('li', { has: line }).getByTestId('message');
  await expect(below).toContainText(`new ${count}/0`);
  await expect(line).toHaveCount(1);

  await chat.page.locator('.jump-to-latest').click();
  await expect(chat.message(`new ${count}/${count - 1}`)).toBeInViewport();
  await hasReadEverything(chat);
  await expect(chat.roomLink(ROOM.name)).not.toHaveAttribute('data-unread');
});

/** Keeps those who come waiting until they are let through. */
class Gate {
  private readonly waiting: (() => void)[] = [];

  get isSomebodyWaiting(): boolean {
    return this.waiting.length > 0;
  }

  passed(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  letThrough(): void {
    for (const pass of this.waiting.splice(0)) pass();
  }
}

function bySeq(chat: Chat, seq: number): Locator {
  return chat.page.locator(`[data-testid=message][data-seq="${seq}"]`);
}

/** Now, without waiting: rows stand in the page before they come into view. */
/** In the order in which they stand in the page. */
function shownSeqs(chat: Chat): Promise<number[]> {
  return chat.messages.evaluateAll((rows) => rows.map((row) => Number(row.dataset['seq'])));
}

/** Most of a screen further up with the wheel, and waits until everything stands still. */
async function scrollUp(chat: Chat): Promise<void> {
  const { width, height } = chat.page.viewportSize()!;
  await chat.page.mouse.move(width / 2, height / 2);
  await chat.page.mouse.wheel(0, -0.8 * height);
  await chat.timeline.evaluate(async (timeline) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let still = 0;
    while (still < 3) {
      const top = timeline.scrollTop;
      await frame();
      still = timeline.scrollTop === top ? still + 1 : 0;
    }
  });
}

/** Lets an older page come and tells by how many px it moved, at most, what the reader was looking at. */
async function jumpWhile(chat: Chat, load: () => void): Promise<number> {
  const watched = await chat.timeline.evaluateHandle((timeline) => {
    // A message posted while a frame is made is read after it: then everything stands as it was painted.
    const painted = () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage(null);
        });
      });
    const { top: edge } = timeline.getBoundingClientRect();
    const rows = [...timeline.querySelectorAll<HTMLElement>('[data-testid=message]')];
    const anchor = rows.find((row) => row.getBoundingClientRect().top > edge)?.dataset['seq'];
    const topNow = () =>
      timeline.querySelector(`[data-seq="${anchor}"]`)?.getBoundingClientRect().top ?? Infinity;
    const before = topNow();
    const heightBefore = timeline.scrollHeight;
    const watch = async (): Promise<number> => {
      let jump = 0;
      // A few frames more: what is new is measured only once it stands there.
      for (let framesAfter = 0; framesAfter < 5;) {
        await painted();
        jump = Math.max(jump, Math.abs(topNow() - before));
        if (timeline.scrollHeight !== heightBefore) framesAfter++;
      }
      return jump;
    };
    return { jump: watch() };
  });
  load();
  return watched.evaluate(({ jump }) => jump);
}

/** Waits until the host knows that this person has nothing unread. */
async function hasReadEverything(chat: Chat): Promise<void> {
  await expect
    .poll(async () => {
      const answer = await chat.visit.context.request.get(`${house.host.url}/api/v1/rooms`);
      const { rooms } = (await answer.json()) as RoomsAnswer;
      return rooms.find(({ id }) => id === ROOM.id)?.unreadCount;
    })
    .toBe(0);
}
