import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../server/protocol/message.ts';
import { get, keyOf, openWorld, post, remove, statusOf, world, type World } from '../support/file-world.ts';
import { filesOnDisk, makePicture, pngThatClaims, sha256, uploadFile } from '../support/files.ts';
import { callOk, joinAs } from '../support/people.ts';
import { connect } from '../support/ws-client.ts';

const TEXT = Buffer.from('what was said on the porch');
const PORCH = '1';

describe('a file', () => {
  it('comes back as it was sent: whole, as its head, in part, or not at all where the reader has it', async () => {
    const { host, owner } = await world();
    const { token } = owner;
    const file = await uploadFile(host, token, TEXT, 'words.txt');
    expect(file).toEqual({
      id: '1',
      name: 'words.txt',
      mime: 'application/octet-stream',
      size: TEXT.length,
      url: '/api/v1/files/1/words.txt',
    });

    const whole = await get(host, file.url, token);
    expect(whole.status).toBe(200);
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(TEXT);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="words.txt"',
      'content-length': String(TEXT.length),
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cross-origin-resource-policy': 'same-origin',
      etag: `"${sha256(TEXT)}"`,
    });

    const head = await get(host, file.url, token, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(TEXT.length),
      '',
    ]);

    const same = await get(host, file.url, token, {
      'if-none-match': whole.headers.get('etag')!,
      // fetch would add no-cache by itself.
      'cache-control': 'max-age=0',
    });
    expect(same.status).toBe(304);

    const part = await get(host, file.url, token, { range: 'bytes=5-7' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 5-7/${TEXT.length}`,
      'was',
    ]);
    const end = await get(host, file.url, token, { range: 'bytes=-5' });
    expect([end.status, await end.text()]).toEqual([206, 'porch']);
    const changed = await get(host, file.url, token, { range: 'bytes=5-7', 'if-range': '"another"' });
    expect([changed.status, await changed.text()]).toEqual([200, TEXT.toString()]);

    const beyond = await get(host, file.url, token, { range: 'bytes=999-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${TEXT.length}`]);
    expect(await beyond.json()).toMatchObject({ error: { code: 'range_not_satisfiable' } });
  });

  it('that is a picture is shown in place, with its size', async () => {
    const { host, owner } = await world();
    const file = await uploadFile(host, owner.token, await makePicture('webp'), '照片.webp');
    expect(file).toMatchObject({ mime: 'image/webp', width: 30, height: 20, name: '照片.webp' });
    expect(file.url).toBe('/api/v1/files/1/%E7%85%A7%E7%89%87.webp');
    const { headers } = await get(host, file.url, owner.token);
    expect(headers.get('content-type')).toBe('image/webp');
    expect(headers.get('content-disposition')).toBe(
      `inline; filename="??.webp"; filename*=UTF-8''%E7%85%A7%E7%89%87.webp`,
    );
  });

  it('has a name that is a label and nothing more', async () => {
    const { host, owner } = await world();
    for (const [sent, kept] of [
      ['../../../etc/passwd', 'passwd'],
      ['..\\..\\boot.ini', 'boot.ini'],
      ['photo\u202egnp.exe', 'photognp.exe'],
      ['x"; filename="evil.html', 'x"; filename="evil.html'],
      ['a%0d%0aSet-Cookie: x=1.txt', 'aSet-Cookie: x=1.txt'],
      ['.', 'file'],
      ['🏮'.repeat(300), '🏮'.repeat(200)],
    ] as const) {
      const file = await uploadFile(host, owner.token, TEXT, sent);
      expect(file.name, sent).toBe(kept);
      const response = await get(host, file.url, owner.token);
      expect(response.status, sent).toBe(200);
      expect(response.headers.get('content-disposition'), sent).toMatch(
        /^attachment; filename="[^"\\]*"(; filename\*=UTF-8''[\w%!#$&+.^`|~-]+)?$/,
      );
      expect(response.headers.get('set-cookie'), sent).toBeNull();
    }
    expect(await filesOnDisk(host.dataDir)).toEqual([path.join(sha256(TEXT).slice(0, 2), sha256(TEXT))]);
  });
});

describe('whatever it is called and however it begins', () => {
  let shared: World;
  beforeAll(async () => (shared = await openWorld()));
  afterAll(() => shared.host.stop());

  it.each([
    ['HTML named .png', 'trap.png', Buffer.from('<!doctype html><script>alert(1)</script>')],
    [
      'SVG named .png',
      'trap.png',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    ],
    [
      'SVG by its own name',
      'drawing.svg',
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    ['HTML that begins like a GIF', 'trap.gif', Buffer.from('GIF89a<script>alert(1)</script>')],
    ['a picture that claims 2,500 megapixels', 'bomb.png', pngThatClaims(50_000, 50_000)],
  ])('%s is only ever a download of no type', async (_what, name, bytes) => {
    const { host, owner } = shared;
    const file = await uploadFile(host, owner.token, bytes, name);
    expect(file.mime).toBe('application/octet-stream');
    expect(file).not.toHaveProperty('width');
    const { headers } = await get(host, file.url, owner.token);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(await statusOf(host, `/uploads/${keyOf(host, file)}.png`)).toBe(404);
  });
});

describe('who may have a file', () => {
  it('is its sender alone until it is posted, and then whoever may read the room', async () => {
    const { host, owner } = await world();
    const [hedy, rosa] = [await joinAs(host, 'Hedy'), await joinAs(host, 'Rosa')];
    const { room } = await callOk<{ room: { id: string } }>(host, 'POST', '/rooms', {
      token: owner.token,
      body: { kind: 'private', name: 'Attic', memberIds: [hedy.user.id] },
    });
    const file = await uploadFile(host, owner.token, TEXT, 'plan.txt');
    const seenBy = (people: (string | undefined)[]) =>
      Promise.all(people.map((token) => statusOf(host, file.url, token)));

    expect(await seenBy([owner.token, hedy.token, rosa.token, undefined])).toEqual([200, 404, 404, 401]);
    const message = await post(host, owner.token, room.id, [file.id], 'the plan');
    expect(message.files).toEqual([file]);
    expect(await seenBy([owner.token, hedy.token, rosa.token, undefined])).toEqual([200, 200, 404, 401]);
    await callOk(host, 'POST', `/rooms/${room.id}/leave`, { token: hedy.token });
    expect(await seenBy([owner.token, hedy.token, rosa.token])).toEqual([200, 404, 404]);
    await remove(host, owner.token, message.id);
    expect(await seenBy([owner.token, hedy.token])).toEqual([404, 404]);
    expect(await filesOnDisk(host.dataDir)).toEqual([]);
  });

  it('is told by the file’s id, whatever name stands behind it', async () => {
    const { host, owner } = await world();
    const file = await uploadFile(host, owner.token, TEXT, 'plan.txt');
    expect(await statusOf(host, `/api/v1/files/${file.id}/other.html`, owner.token)).toBe(200);
    for (const url of [
      '/api/v1/files/999/plan.txt',
      '/api/v1/files/0/x',
      '/api/v1/files/..%2f1/x',
      '/api/v1/files/1e0/x',
    ])
      expect(await statusOf(host, url, owner.token), url).toBe(404);
  });

  it('is everybody who was given the key of a picture', async () => {
    const { host, owner } = await world();
    const picture = await uploadFile(host, owner.token, await makePicture(), 'porch.png');
    const words = await uploadFile(host, owner.token, TEXT, 'words.txt');
    const shared = await get(host, `/uploads/${keyOf(host, picture)}.png`);
    expect(shared.status).toBe(200);
    expect(Object.fromEntries(shared.headers)).toMatchObject({
      'content-type': 'image/png',
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': expect.stringContaining('sandbox'),
      'x-content-type-options': 'nosniff',
    });
    expect(Buffer.from(await shared.arrayBuffer())).toEqual(await makePicture());
    for (const url of [
      `/uploads/${keyOf(host, words)}.png`,
      `/uploads/${'A'.repeat(22)}.png`,
      `/uploads/${keyOf(host, picture)}`,
      '/uploads/../porchlight.db',
      '/uploads/',
    ])
      expect((await get(host, url)).headers.get('content-type'), url).not.toBe('image/png');
  });
});

describe('a message with files', () => {
  it('may have no text, and is the same in history, in events and after a reconnect', async () => {
    const { host, owner } = await world();
    const hedy = await joinAs(host, 'Hedy');
    const watcher = await connect(host.url, { token: hedy.token });
    const { seq } = await watcher.hello();
    const files = [
      await uploadFile(host, owner.token, await makePicture(), 'one.png'),
      await uploadFile(host, owner.token, TEXT, 'two.txt'),
    ];
    const message = await post(host, owner.token, PORCH, [files[1]!.id, files[0]!.id]);
    expect(message).toMatchObject({ text: '', files: [files[1], files[0]] });
    const event = await watcher.waitForEvent(({ kind }) => kind === 'message.created');
    expect(event).toMatchObject({ message });
    const history = await callOk<{ messages: Message[] }>(host, 'GET', `/rooms/${PORCH}/messages`, {
      token: hedy.token,
    });
    expect(history.messages).toEqual([message]);
    const late = await connect(host.url, { token: hedy.token });
    await late.hello(seq);
    expect(await late.waitForEvent(({ kind }) => kind === 'message.created')).toMatchObject({ message });
  });

  it('takes only the sender’s own files, and each once', async () => {
    const { host, owner } = await world();
    const hedy = await joinAs(host, 'Hedy');
    const file = await uploadFile(host, owner.token, TEXT, 'plan.txt');
    const client = await connect(host.url, { token: hedy.token });
    await client.hello();
    client.send({ type: 'send', clientMessageId: 'x', roomId: PORCH, text: 'mine', fileIds: [file.id] });
    expect(await client.waitFor('error')).toMatchObject({ code: 'file_not_found', clientMessageId: 'x' });
    await post(host, owner.token, PORCH, [file.id]);
    const again = await connect(host.url, { token: owner.token });
    await again.hello();
    again.send({ type: 'send', clientMessageId: 'y', roomId: PORCH, text: 'twice', fileIds: [file.id] });
    expect(await again.waitFor('error')).toMatchObject({ code: 'file_not_found' });
    again.send({ type: 'send', clientMessageId: 'z', roomId: PORCH, text: ' ' });
    expect(await again.waitFor('error', { where: ({ code }) => code === 'empty_message' })).toBeDefined();
  });

  it('shares its bytes with other files of the same content, which stay when it goes', async () => {
    const { host, owner } = await world();
    const hedy = await joinAs(host, 'Hedy');
    const mine = await uploadFile(host, owner.token, TEXT, 'mine.txt');
    const hers = await uploadFile(host, hedy.token, TEXT, 'hers.txt');
    const [first, second] = [
      await post(host, owner.token, PORCH, [mine.id]),
      await post(host, hedy.token, PORCH, [hers.id]),
    ];
    const place = path.join(sha256(TEXT).slice(0, 2), sha256(TEXT));
    expect(await filesOnDisk(host.dataDir)).toEqual([place]);
    await remove(host, owner.token, first.id);
    expect(await filesOnDisk(host.dataDir)).toEqual([place]);
    expect(await statusOf(host, hers.url, owner.token)).toBe(200);
    await remove(host, hedy.token, second.id);
    expect(await filesOnDisk(host.dataDir)).toEqual([]);
  });
});
