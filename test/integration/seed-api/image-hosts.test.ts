import { expect, it } from 'vitest';
import { world } from '../../support/file-world.ts';
import { makePicture } from '../../support/files.ts';
import { imageHostStandIn } from '../../support/image-host-stand-in.ts';
import { callOk } from '../../support/people.ts';
import {
  fileForm,
  SeedClient,
  seedAnswer,
  seedLogin,
  seedRoom,
  seedUpload,
} from '../../support/seed-client.ts';

const KEYS = { freeimageKey: 'freeimage-key-6d207e02', smmsToken: 'smms-token-14ac5499' };

it('gives pictures an address at an image host only while that is switched on, and their own where it fails', async () => {
  const standIn = await imageHostStandIn();
  const { host, owner } = await world({
    env: {
      PORCHLIGHT_FREEIMAGE_URL: standIn.url,
      PORCHLIGHT_SMMS_URL: standIn.url,
      PORCHLIGHT_LOG: 'debug',
    },
  });
  const switchTo = (enabled: boolean) =>
    callOk(host, 'PATCH', '/admin/settings', {
      token: owner.token,
      body: { imageHosts: { enabled, ...KEYS } },
    });
  const ada = await seedLogin(host, 'ada');
  const client = await SeedClient.online(host, ada, 1);
  const local = new RegExp(`^${host.url}/uploads/`);
  const lastContent = async () => (await seedRoom(host, 1, ada.token)).at(-1)?.content;

  expect(await seedUpload(host, ada, await makePicture('png', { red: 1 }))).toMatch(local);
  expect(standIn.connectionCount()).toBe(0);

  await switchTo(true);
  const foreign = await seedUpload(host, ada, await makePicture('png', { red: 2 }));
  expect(foreign).toBe('https://iili.io/33o3vOg.md.jpg');
  client.send(3, { uid: ada.uid, room_id: '1', image_url: foreign, content: `<img src="${foreign}">` });
  await client.settled();
  expect(await lastContent()).toBe(`<img src="${foreign}">`);

  standIn.moods = { freeimage: 'breaks', smms: 'takes' };
  expect(await seedUpload(host, ada, await makePicture('png', { red: 3 }))).toBe(
    'https://s2.loli.net/2025/03/03/Kf8.png',
  );
  standIn.moods = { freeimage: 'wrong-json', smms: 'too-large' };
  const kept = await seedAnswer<{ data: { url: string } }>(host, 'POST', '/img-upload', {
    token: ada.token,
    body: fileForm(await makePicture('png', { red: 4 }), 'a.png'),
  });
  expect(kept.data.data.url).toMatch(local);
  expect(kept.msg).toBe('成功，图床 freeimage、smms 没有接收，图片保存在本机');
  expect(host.stderr()).toContain('image_host_progress');

  // Switched off again, nobody's page is made to fetch from outside any more.
  await switchTo(false);
  expect(await lastContent()).toBe(foreign);
  for (const key of Object.values(KEYS)) expect(host.stderr()).not.toContain(key);
  await client.close();
});
