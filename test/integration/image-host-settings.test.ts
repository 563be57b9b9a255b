import { describe, expect, it } from 'vitest';
import { keyOf, post, start, statusOf, world } from '../support/file-world.ts';
import { makePicture, uploadFile } from '../support/files.ts';
import { imageHostStandIn } from '../support/image-host-stand-in.ts';
import { callApi, callOk, joinAs } from '../support/people.ts';
import { tempDirForTest } from '../support/temp-dir.ts';

const PORCH = '1';
const KEYS = { freeimageKey: 'freeimage-key-6d207e02', smmsToken: 'smms-token-14ac5499' };

describe('the settings of image hosts', () => {
  it('are off at first, keep their keys to themselves, and last', async () => {
    const data = await tempDirForTest();
    const { host, owner } = await world({ data });
    const { token } = owner;
    const off = { enabled: false, order: ['freeimage', 'smms'], hasFreeimageKey: false, hasSmmsToken: false };
    expect(await callOk(host, 'GET', '/admin/settings', { token })).toMatchObject({ imageHosts: off });
    const body = { imageHosts: { enabled: true, order: ['smms'], ...KEYS } };
    const answer = await callApi(host, 'PATCH', '/admin/settings', { token, body });
    const text = await answer.text();
    const on = { enabled: true, order: ['smms'], hasFreeimageKey: true, hasSmmsToken: true };
    expect(JSON.parse(text)).toMatchObject({ imageHosts: on });
    for (const key of Object.values(KEYS)) expect(text).not.toContain(key);
    await host.stop();

    const again = await start({ data });
    expect(await callOk(again, 'GET', '/admin/settings', { token })).toMatchObject({ imageHosts: on });
    const cleared = { imageHosts: { freeimageKey: null } };
    expect(await callOk(again, 'PATCH', '/admin/settings', { token, body: cleared })).toMatchObject({
      imageHosts: { ...on, hasFreeimageKey: false },
    });
    const hedy = await joinAs(again, 'Hedy');
    expect((await callApi(again, 'GET', '/admin/settings', { token: hedy.token })).status).toBe(403);
    for (const imageHosts of [
      { freeimageKey: 'a\r\nb' },
      { order: [] },
      { order: ['imgur'] },
      { order: ['smms', 'smms'] },
    ]) {
      const refused = await callApi(again, 'PATCH', '/admin/settings', { token, body: { imageHosts } });
      expect(refused.status, JSON.stringify(imageHosts)).toBe(400);
    }
  });

  it('while off, let no picture make a single connection', async () => {
    const standIn = await imageHostStandIn();
    const { host, owner } = await world({
      env: { PORCHLIGHT_FREEIMAGE_URL: standIn.url, PORCHLIGHT_SMMS_URL: standIn.url },
    });
    const { token } = owner;
    const body = { imageHosts: { enabled: false, ...KEYS } };
    await callOk(host, 'PATCH', '/admin/settings', { token, body });
    const file = await uploadFile(host, token, await makePicture(), 'porch.png');
    await post(host, token, PORCH, [file.id]);
    expect(await statusOf(host, file.url, token)).toBe(200);
    expect(await statusOf(host, `/uploads/${keyOf(host, file)}.png`)).toBe(200);
    expect(standIn.connectionCount()).toBe(0);
  });
});
