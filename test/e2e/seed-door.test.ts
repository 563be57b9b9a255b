import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startHost, type HostProcess } from '../support/host-process.ts';
import { setUpOwner } from '../support/people.ts';
import { SeedClient, seedLogin, seedRoom, type SeedFrame } from '../support/seed-client.ts';
import { SEED_PAGE, serveSeedPage, type SeedPageServer } from '../support/seed-page.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';

/** With what the original's front end calls the library. */
const ORIGINAL = { pingTimeout: 15_000, pongTimeout: 10_000, reconnectTimeout: 2_000 };
/** The same client, less patient. */
const QUICK = { pingTimeout: 400, pongTimeout: 2_000, reconnectTimeout: 200 };

interface Seen {
  frames: SeedFrame[];
  opens: number;
  reconnects: number;
  closes: number[];
}

let browser: Browser;
let apart: SeedPageServer;
let dir: TempDir;
let host: HostProcess;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  apart = await serveSeedPage();
  dir = await makeTempDir();
  host = await start();
  await setUpOwner(host);
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});
afterAll(async () => {
  await host.stop();
  await apart.close();
  await browser.close();
  await dir.remove();
});

function start(flags: string[] = []): Promise<HostProcess> {
  return startHost({ data: dir.path, flags, env: { PORCHLIGHT_ALLOWED_ORIGINS: apart.origin } });
}

/** A browser of its own with the page, on the host's own origin or on the one apart. */
async function openPage(origin = host.url): Promise<Page> {
  const context = await browser.newContext({ bypassCSP: true });
  contexts.push(context);
  const page = await context.newPage();
  // Any address of the origin does. What a route of the test's own fulfils would count as a page from the internet,
  // and Chromium does not let those connect to a network nearby.
  await page.goto(`${origin}/api/v1/server`);
  await page.setContent(SEED_PAGE);
  return page;
}

async function enter(page: Page, username: string, options: typeof ORIGINAL): Promise<void> {
  const call = (expression: string) => page.evaluate(expression);
  const answer = await call(`login(${JSON.stringify(host.url)}, ${JSON.stringify(username)}, 'secret-1')`);
  expect(answer).toEqual({ code: 0, data: {}, msg: '登陆成功' });
  await call(`connect(${JSON.stringify(host.url)}, ${JSON.stringify(options)})`);
  await page.waitForFunction('seen.opens === 1');
}

function seenBy(page: Page): Promise<Seen> {
  return page.evaluate('seen');
}

const beats = (seen: Seen) => seen.frames.filter(({ status }) => status === 0).length;

describe('websocket-heartbeat-js', () => {
  it('is kept connected by its heartbeat, at the original’s own pace', async () => {
    const page = await openPage();
    await enter(page, 'steady', ORIGINAL);
    await page.waitForFunction('seen.frames.some((frame) => frame.status === 0)', null, { timeout: 30_000 });
    const seen = await seenBy(page);
    expect(seen.frames).toContainEqual({ status: 0, data: 'heartbeat ok' });
    expect(seen).toMatchObject({ opens: 1, reconnects: 0, closes: [] });
  });

  it('comes back by itself when the host is killed and started again, with everything that was said', async () => {
    const page = await openPage();
    await enter(page, 'returning', ORIGINAL);
    const other = await SeedClient.online(host, await seedLogin(host, 'before'), 1);
    other.send(3, { room_id: '1', content: 'before the end' });
    await page.waitForFunction("seen.frames.some(({ data }) => data.content === 'before the end')");

    host.kill('SIGKILL');
    await host.exited;
    await page.waitForFunction('seen.reconnects > 0');
    host = await start(['--port', String(host.port)]);
    await page.waitForFunction('seen.opens === 2', null, { timeout: 30_000 });

    const person = await seedLogin(host, 'after');
    const again = await SeedClient.online(host, person, 1);
    again.send(3, { uid: person.uid, room_id: '1', content: 'after the end' });
    await page.waitForFunction("seen.frames.some(({ data }) => data.content === 'after the end')");
    await page.evaluate("say(3, { room_id: '1', content: 'I am back' })");
    await again.waitFor(3, ({ data }) => data.username === 'returning' && data.content === 'I am back');
    const contents = (await seedRoom(host, 1, person.token)).map(({ content }) => content);
    expect(contents).toEqual(['before the end', 'after the end', 'I am back']);
    await again.close();
  });

  it('ends with -1 when the same person signs in elsewhere, and stays ended', async () => {
    const older = await openPage();
    let attempts = 0;
    older.on('websocket', () => attempts++);
    await enter(older, 'double', QUICK);
    const newer = await openPage();
    await enter(newer, 'double', QUICK);

    await older.waitForFunction('seen.frames.some((frame) => frame.status === -1)');
    await older.waitForFunction('seen.closes.length === 1');
    // Time for the older one to try again many times over, counted by the newer one's heartbeats.
    await newer.waitForFunction('seen.frames.filter((frame) => frame.status === 0).length >= 5');
    expect(attempts).toBe(1);
    expect(await seenBy(older)).toMatchObject({ opens: 1, reconnects: 0 });
    const still = await seenBy(newer);
    expect(still).toMatchObject({ opens: 1, reconnects: 0, closes: [] });
    expect(beats(still)).toBeGreaterThanOrEqual(5);
  });

  it('works for a front end on an origin of its own, where the host was told to allow it', async () => {
    const page = await openPage(apart.origin);
    await enter(page, 'apart', QUICK);
    await page.waitForFunction('seen.frames.some((frame) => frame.status === 0)');
    const other = await SeedClient.online(host, await seedLogin(host, 'listener'), 1);
    await page.evaluate("say(3, { room_id: '1', content: 'from far away 🏮' })");
    const { data } = await other.waitFor(3);
    expect(data).toMatchObject({ username: 'apart', content: 'from far away 🏮' });
    await other.close();
  });
});

it('a browser that opens the host gets the page, not the original’s answer', async () => {
  const context = await browser.newContext();
  contexts.push(context);
  const page = await context.newPage();
  for (const path of ['/', '/home', '/room/2']) {
    const response = await page.goto(host.url + path);
    expect([response?.status(), response?.headers()['content-type']]).toEqual([
      200,
      expect.stringMatching(/^text\/html/),
    ]);
  }
});
