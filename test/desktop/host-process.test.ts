import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { expect as onPage } from '../support/pages/visit.ts';
import { tempDirForTest } from '../support/temp-dir.ts';
import { joinAs } from '../support/people.ts';
import { connect } from '../support/ws-client.ts';
import { startAppForTest, type HostingApp } from './support/hosting-app.ts';

const SOON = { timeout: 30_000 };

function killHost({ app }: HostingApp): Promise<number> {
  return app.evaluate(({ double }) => {
    const pid = double.utilityProcesses[0]?.pid;
    if (pid === undefined) throw new Error('The host does not run.');
    process.kill(pid, 'SIGKILL');
    return pid;
  });
}

it('a host that is killed is back by itself, on its port, and people find their way back', async () => {
  const desktop = await startAppForTest({ args: ['--no-mdns'] });
  await desktop.setUp();
  const url = await desktop.url();
  const ben = await joinAs({ url }, 'Ben');
  const client = await connect(url, ben);
  await client.hello();
  await client.post('1', 'before the fall', 'm1');
  await desktop.clickTray('open-chat');
  const chat = await desktop.app.windowWhere((each) => each.startsWith(`${url}/room/`));
  const timeline = chat.getByTestId('timeline');
  await onPage(timeline.getByText('before the fall')).toBeVisible();

  const phases = desktop.onPage(
    (bridge) =>
      new Promise<unknown[]>((resolve) => {
        const seen: unknown[] = [];
        bridge.onState(({ phase, problem }) => {
          seen.push([phase, problem?.code, problem?.message, problem?.isRestarting]);
          if (seen.length > 1 && phase === 'on') resolve(seen);
        });
      }),
  );
  await killHost(desktop);
  expect(await phases).toContainEqual(['problem', 'server_stopped', 'The host stopped unexpectedly.', true]);
  expect(await desktop.url()).toBe(url);
  await expect.poll(() => desktop.stateLine(), SOON).toMatch(/^On/);

  // The same session, the same message, and the chat window reconnected without being touched.
  const again = await connect(url, ben);
  await again.hello();
  await again.post('1', 'after the fall', 'm2');
  await onPage(timeline.getByText('after the fall')).toBeVisible();
  await again.close();
});

it('a restart from the tray is a clean one', async () => {
  const desktop = await startAppForTest({ args: ['--port', '0', '--no-mdns'] });
  await desktop.setUp();
  const before = await desktop.app.evaluate(({ double }) => double.utilityProcesses[0]?.pid);
  await desktop.clickTray('restart-server');
  await expect
    .poll(() => desktop.app.evaluate(({ double }) => double.utilityProcesses[0]?.pid ?? null), SOON)
    .not.toBe(before);
  await expect.poll(() => desktop.stateLine(), SOON).toBe('On, nobody is here yet');
  const log = await readFile(path.join(desktop.app.userData, 'data/logs/host.log'), 'utf8');
  expect(log).toContain('"event":"host_stopped"');
});

it('a host that can’t start says why, in a sentence, and can be asked again', async () => {
  const userData = await tempDirForTest();
  const inItsPlace = path.join(userData, 'data');
  await writeFile(inItsPlace, 'not a folder');
  const desktop = await startAppForTest({ userData, args: ['--port', '0', '--no-mdns'] });
  const state = () => desktop.onPage((bridge) => bridge.getState());
  await expect.poll(async () => (await state()).phase, SOON).toBe('problem');
  expect((await state()).problem).toMatchObject({
    isRestarting: false,
    message: expect.stringContaining('there is a file in its place'),
  });
  expect(await desktop.stateLine()).toBe('The host is not on');

  await rm(inItsPlace);
  expect(await desktop.onPage((bridge) => bridge.restartServer())).toEqual({ ok: true });
  await expect.poll(async () => (await state()).phase, SOON).toBe('first-run');
});
