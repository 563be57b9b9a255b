import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type HostingApp } from './support/hosting-app.ts';
import { windowsOf } from './support/visible.ts';

const SOON = { timeout: 20_000 };

let desktop: HostingApp & AsyncDisposable;
let chat: Page;
let elsewhere: Server;
let foreignUrl: string;
const foreignHits: string[] = [];

beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    foreignHits.push(request.url ?? '');
    response.setHeader('content-type', 'text/html').end('<title>Elsewhere</title>');
  }).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  foreignUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  desktop = await startApp({ args: ['--port', '0', '--no-mdns'] });
  await desktop.setUp();
  await desktop.onPage((bridge) => bridge.openChat());
  chat = await desktop.app.windowWhere((url) => url.includes('/room/'));
});
afterAll(async () => {
  await desktop[Symbol.asyncDispose]();
  elsewhere.close();
});

const opened = () => desktop.app.evaluate(({ double }) => double.openedUrls);

describe('the bridge', () => {
  it('is a frozen set of functions in the admin window, and not there at all in the chat', async () => {
    const shape = await desktop.page.evaluate(() => [
      Object.keys(window.porchlight ?? {}).sort(),
      Object.isFrozen(window.porchlight),
      'require' in window || 'process' in window,
    ]);
    expect(shape).toEqual([
      [
        'changeSettings',
        'checkForUpdates',
        'getState',
        'onState',
        'openChat',
        'openLogs',
        'openNearby',
        'print',
        'restartServer',
        'setFullScreen',
        'setUp',
      ],
      true,
      false,
    ]);
    expect(await chat.evaluate(() => 'porchlight' in window)).toBe(false);
  });

  it('refuses arguments of another shape and changes nothing', async () => {
    const answers = await desktop.onPage(async (bridge) => {
      const call = bridge as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
      const before = await bridge.getState();
      return {
        answers: [
          await call['setFullScreen']?.('yes'),
          await call['changeSettings']?.({ language: 'tlh' }),
          await call['changeSettings']?.({ updateFeed: 'file:///etc/passwd' }),
          await call['openNearby']?.({ toString: 'x' }),
          await call['openNearby']?.('x'.repeat(201)),
          await call['setUp']?.({ username: '' }),
        ],
        isUnchanged: JSON.stringify((await bridge.getState()).settings) === JSON.stringify(before.settings),
      };
    });
    const refused = { ok: false, code: 'bad_request', message: expect.any(String) };
    expect(answers).toEqual({
      answers: [refused, refused, refused, refused, refused, refused],
      isUnchanged: true,
    });
  });

  it('does not let a second owner be made', async () => {
    const again = await desktop.onPage((bridge) => bridge.setUp({ username: 'Eve', serverName: 'Mine' }));
    expect(again).toMatchObject({ ok: false });
  });

  it('answers no frame but the admin window’s own page', async () => {
    // As in a page that got hold of the channel itself, past any preload.
    const call = async (page: Page, inFrame: boolean) => {
      if (inFrame) {
        await page.evaluate(() => {
          const frame = document.createElement('iframe');
          frame.name = 'stranger';
          document.body.append(frame);
        });
      }
      const frame = inFrame ? page.frame({ name: 'stranger' }) : page.mainFrame();
      return frame?.evaluate(async () => {
        type Ipc = (kind: string, channel: string, args: unknown[]) => Promise<unknown>;
        const ipc = (window as unknown as Record<string, Ipc | undefined>)['__electronDoubleIpc'];
        // On the real thing nothing is there to be called.
        return ipc === undefined ? { error: 'Error: forbidden' } : ipc('invoke', 'porchlight:getState', []);
      });
    };
    expect(await call(desktop.page, true)).toEqual({ error: 'Error: forbidden' });
    expect(await call(chat, false)).toEqual({ error: 'Error: forbidden' });
  });
});

describe('the owner’s session', () => {
  it('is never in the reach of a page', async () => {
    const seen = await desktop.page.evaluate(async () => {
      const response = await fetch('/api/v1/me');
      return { me: await response.text(), headers: [...response.headers.keys()], cookie: document.cookie };
    });
    expect(JSON.parse(seen.me)).toMatchObject({ username: 'Olive', role: 'owner' });
    expect(seen.headers).not.toContain('set-cookie');
    expect(seen.cookie).toBe('');
  });

  it('does not leave the two paths that are served: no file outside the pages', async () => {
    const statuses = await desktop.page.evaluate(() =>
      Promise.all(
        [
          '/%2e%2e/%2e%2e/package.json',
          '/..%2f..%2fpackage.json',
          '/assets/..%5c..%5cpackage.json',
          '/theme.js.gz',
        ].map(async (path) => (await fetch(path)).status),
      ),
    );
    expect(statuses).toEqual([404, 404, 404, 404]);
  });

  it('shows its pages under a policy without inline or foreign scripts', async () => {
    const policy = await desktop.page.evaluate(async () =>
      (await fetch('/')).headers.get('content-security-policy'),
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|http/);
  });
});

describe('a page', () => {
  it('can’t take its window to another place', async () => {
    for (const page of [desktop.page, chat]) {
      const before = page.url();
      await page.evaluate((url) => window.location.assign(url), foreignUrl);
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
      expect(page.url()).toBe(before);
    }
    expect(foreignHits).toEqual([]);
  });

  it('opens web addresses in the system’s browser, and nothing else, and not without end', async () => {
    const open = (page: Page, url: string) => page.evaluate((target) => void window.open(target), url);
    await open(chat, 'https://example.org/page');
    await expect.poll(opened, SOON).toEqual(['https://example.org/page']);
    for (const url of ['file:///etc/passwd', 'smb://host/share', 'https://me:secret@example.org/']) {
      await open(chat, url);
    }
    for (let index = 0; index < 5; index++) await open(chat, `https://example.org/${index}`);
    await expect.poll(async () => (await opened()).length, SOON).toBeGreaterThan(1);
    expect((await opened()).length).toBeLessThanOrEqual(5);
    expect((await opened()).every((url) => url.startsWith('https://example.org/'))).toBe(true);
    await expect.poll(() => windowsOf(desktop), SOON).toHaveLength(2);
  });

  it('gets only the permissions of its kind, on its own origin', async () => {
    const answers = await desktop.app.evaluate(async ({ session, BrowserWindow }) => {
      const ask = async (partition: string, start: string, permission: string, asker?: string) => {
        const window = BrowserWindow.getAllWindows().find((each) =>
          each.webContents.getURL().startsWith(start),
        );
        if (window === undefined) throw new Error(`No window at ${start}.`);
        const url = asker ?? window.webContents.getURL();
        const asked = session.fromPartition(partition);
        return [
          await asked.askPermission(window.webContents, permission, url),
          asked.checkPermission(window.webContents, permission, url),
        ];
      };
      const chatPage = ['persist:chat', 'http://127.0.0.1'] as const;
      const adminPage = ['persist:admin', 'app://porchlight'] as const;
      return {
        chatNotifications: await ask(...chatPage, 'notifications'),
        chatCamera: await ask(...chatPage, 'media'),
        chatLocation: await ask(...chatPage, 'geolocation'),
        chatPrograms: await ask(...chatPage, 'openExternal'),
        foreignNotifications: await ask(...chatPage, 'notifications', 'https://example.org/'),
        adminClipboard: await ask(...adminPage, 'clipboard-sanitized-write'),
        adminNotifications: await ask(...adminPage, 'notifications'),
        device: session.fromPartition('persist:chat').checkDevice('usb', 'http://127.0.0.1'),
        default: await session.defaultSession.askPermission(
          BrowserWindow.getAllWindows()[0]!.webContents,
          'fullscreen',
          'https://example.org/',
        ),
      };
    });
    const yes = [true, true];
    const no = [false, false];
    expect(answers).toEqual({
      chatNotifications: yes,
      chatCamera: no,
      chatLocation: no,
      chatPrograms: no,
      foreignNotifications: no,
      adminClipboard: yes,
      adminNotifications: no,
      device: false,
      default: false,
    });
  });
});
