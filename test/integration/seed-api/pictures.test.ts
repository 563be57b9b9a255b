import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePicture } from '../../support/files.ts';
import { startHost, type HostProcess } from '../../support/host-process.ts';
import { setUpOwner } from '../../support/people.ts';
import { SeedClient, seedLogin, seedRoom, seedUpload, type SeedPerson } from '../../support/seed-client.ts';

let host: HostProcess;
let ada: SeedPerson;
let ben: SeedPerson;
let client: SeedClient;

beforeAll(async () => {
  host = await startHost();
  await setUpOwner(host);
  ada = await seedLogin(host, 'ada');
  ben = await seedLogin(host, 'ben');
  client = await SeedClient.online(host, ada, 1);
});
afterAll(async () => {
  await client.close();
  await host.stop();
});

async function upload(person: SeedPerson): Promise<string> {
  return seedUpload(host, person, await makePicture());
}

/** What a message of this form has become in the history. */
async function sent(data: object) {
  client.send(3, { uid: ada.uid, room_id: '1', ...data });
  await client.settled();
  return (await seedRoom(host, 1, ben.token)).at(-1);
}

describe('a picture on this host becomes a file of the message', () => {
  it.each<[string, (url: string) => object, (tag: string) => string]>([
    ['as address and tag', (url) => ({ image_url: url, content: `<img src="${url}">` }), (tag) => tag],
    ['as address twice', (url) => ({ image_url: url, content: url }), (tag) => tag],
    ['as address alone', (url) => ({ image_url: url, content: '' }), (tag) => tag],
    ['as tag alone', (url) => ({ content: `<img class="pic" src='${url}' alt="a">` }), (tag) => tag],
    ['as a path', (url) => ({ image_url: new URL(url).pathname }), (tag) => tag],
    [
      'under another address of this machine',
      (url) => ({ image_url: url.replace('127.0.0.1', 'localhost') }),
      (tag) => tag,
    ],
    [
      'with words',
      (url) => ({ image_url: url, content: `look <img src="${url}">` }),
      (tag) => `look\n${tag}`,
    ],
  ])('%s', async (_how, form, expected) => {
    const row = await sent(form(await upload(ada)));
    expect(row?.image_url).toMatch(new RegExp(`^${host.url}/uploads/`));
    expect(row?.content).toBe(expected(`<img src="${row?.image_url}">`));
    expect((await fetch(row?.image_url ?? '')).status).toBe(200);
  });

  it('each time it is posted', async () => {
    const url = await upload(ada);
    for (let time = 0; time < 2; time++)
      expect((await sent({ image_url: url, content: url }))?.content).toMatch(/^<img src="[^"]+">$/);
  });
});

describe('a picture that is not the sender’s to show stays an address', () => {
  it('of somebody else who has not posted it', async () => {
    const url = await upload(ben);
    expect(await sent({ image_url: url, content: `<img src="${url}">` })).toMatchObject({
      content: url,
      image_url: '',
    });
  });

  it.each([
    ['on another host', 'https://iili.io/33o3vOg.md.jpg'],
    ['on another host, looking like ours', 'https://elsewhere.test/uploads/AAAAAAAAAAAAAAAAAAAAAA.png'],
    ['that was never here', '/uploads/AAAAAAAAAAAAAAAAAAAAAA.png'],
    ['that is no address', 'javascript:alert(1)'],
  ])('%s', async (_what, url) => {
    expect(await sent({ image_url: url, content: `<img src="${url}">` })).toMatchObject({
      content: url,
      image_url: '',
    });
  });
});
