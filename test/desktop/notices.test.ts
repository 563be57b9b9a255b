import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../../server/protocol/http.ts';
import { callOk, joinAs } from '../support/people.ts';
import { connect, type WsClient } from '../support/ws-client.ts';
import { startApp, type HostingApp } from './support/hosting-app.ts';

const SOON = { timeout: 20_000 };

describe('a notice', () => {
  let desktop: HostingApp & AsyncDisposable;
  let host: { url: string };
  let bo: SignedIn;
  let client: WsClient;
  let directRoom: string;

  beforeAll(async () => {
    desktop = await startApp();
    await desktop.setUp('Olive');
    host = { url: await desktop.url() };
    bo = await joinAs(host, 'Bo');
    client = await connect(host.url, bo);
    await client.hello();
    const { users } = await callOk<{ users: { id: string; username: string }[] }>(host, 'GET', '/users', bo);
    const owner = users.find(({ username }) => username === 'Olive');
    const { room } = await callOk<{ room: { id: string } }>(host, 'POST', '/rooms', {
      token: bo.token,
      body: { kind: 'direct', userId: owner?.id },
    });
    directRoom = room.id;
  });
  afterAll(async () => {
    await client.close();
    await desktop[Symbol.asyncDispose]();
  });

  const shown = () =>
    desktop.app.evaluate(({ double }) =>
      double.notifications.map(({ title, body }) => [title, body].join(': ')),
    );
  const badge = () => desktop.app.evaluate(({ double }) => double.badgeCount);

  it('of a direct message or a mention is shown and counted, any other message is not', async () => {
    await client.post(directRoom, 'Are you there?', 'm1');
    await client.post('1', 'Good morning, all', 'm2');
    await client.post('1', '@Olive the kettle is on', 'm3');
    await expect
      .poll(shown, SOON)
      .toEqual([
        'Bo: Are you there?',
        expect.stringMatching(/^Bo mentioned you in .+: @Olive the kettle is on$/),
      ]);
    expect(await badge()).toBe(2);
    expect((await desktop.tray()).toolTip).toContain('2 new messages for you');
    const flashing = () =>
      desktop.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.isFlashing),
      );
    expect(await flashing()).toEqual([false]);
  });

  it('leads to its room when clicked, and the count is gone once the chat is in front', async () => {
    await desktop.app.evaluate(({ double }) => double.notifications[0]?.click());
    const chat = await desktop.app.windowWhere((url) => url.includes('/room/'));
    await expect.poll(() => new URL(chat.url()).pathname, SOON).toBe(`/room/${directRoom}`);
    await chat.getByText('Are you there?').first().waitFor();
    await expect.poll(badge, SOON).toBe(0);
    expect((await desktop.tray()).toolTip).not.toContain('new message');
  });

  it('is left to the chat window while that is in front, and comes back when it is not', async () => {
    const before = (await shown()).length;
    await client.post(directRoom, 'You have seen this', 'm4');
    // The host's messages to the shell keep their order: once this has come, the notice has too.
    await desktop.clickTray('pause-joining');
    await expect.poll(() => desktop.stateLine(), SOON).toContain('paused');
    await desktop.clickTray('open-host-screen');
    await client.post(directRoom, 'You have not', 'm5');
    await expect.poll(async () => (await shown()).slice(before), SOON).toEqual(['Bo: You have not']);
    expect(await badge()).toBe(1);
  });

  it('is only counted where notifications are switched off', async () => {
    const before = (await shown()).length;
    await desktop.onPage((bridge) => bridge.changeSettings({ notifications: false }));
    await client.post(directRoom, 'Quietly', 'm6');
    await expect.poll(badge, SOON).toBe(2);
    expect(await shown()).toHaveLength(before);
  });
});
