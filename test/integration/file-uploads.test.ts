import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  openWorld,
  post,
  remove,
  setLimits,
  start,
  statusOf,
  unfinished,
  world,
  type World,
} from '../support/file-world.ts';
import { filesOnDisk, postFile, sha256, uploadFile } from '../support/files.ts';
import { startHost } from '../support/host-process.ts';
import { callApi, callOk, joinAs, setUpOwner } from '../support/people.ts';
import { answerOf, beginUpload, formBody, sendBody } from '../support/raw-upload.ts';
import { tempDirForTest } from '../support/temp-dir.ts';

const TEXT = Buffer.from('what was said on the porch');
const PORCH = '1';

describe('an upload is refused', () => {
  it('without a session, and without a form', async () => {
    const { host, owner } = await world();
    expect((await postFile(host, 'wrong', TEXT, 'x')).status).toBe(401);
    const json = await callApi(host, 'POST', '/files', { token: owner.token, body: { file: 'x' } });
    expect([json.status, ((await json.json()) as { error: { code: string } }).error.code]).toEqual([
      415,
      'unsupported_media_type',
    ]);
  });

  it('before its first byte where it says that it is too large', async () => {
    const here = await world();
    await setLimits(here, { fileMaxBytes: 1_000 });
    const request = beginUpload(here.host, here.owner.token, { 'content-length': 50_000_000 });
    request.flushHeaders();
    expect(await answerOf(request)).toEqual({ status: 413, code: 'file_too_large' });
    request.destroy();
    const server = await callOk<{ limits: { fileMaxBytes: number } }>(here.host, 'GET', '/server');
    expect(server.limits.fileMaxBytes).toBe(1_000);
  });

  it('on the way where it says nothing and never ends', async () => {
    const here = await world();
    await setLimits(here, { fileMaxBytes: 100_000 });
    const request = beginUpload(here.host, here.owner.token);
    request.write(formBody([{ content: '' }], { isCut: true }));
    const timer = setInterval(() => request.write(Buffer.alloc(64_000)), 1);
    const answer = await answerOf(request);
    clearInterval(timer);
    request.destroy();
    expect(answer).toEqual({ status: 413, code: 'file_too_large' });
    await vi.waitFor(async () => expect(await filesOnDisk(here.host.dataDir)).toEqual([]));
  });

  it('at the limit exactly, not one byte early', async () => {
    const here = await world();
    await setLimits(here, { fileMaxBytes: TEXT.length });
    expect((await postFile(here.host, here.owner.token, TEXT, 'fits.txt')).status).toBe(201);
    const more = await postFile(
      here.host,
      here.owner.token,
      Buffer.concat([TEXT, Buffer.from('!')]),
      'more.txt',
    );
    expect(more.status).toBe(413);
  });

  it('beyond a person’s quota or the host’s, and taken again when room was made', async () => {
    const here = await world();
    const { host, owner } = here;
    const hedy = await joinAs(host, 'Hedy');
    await setLimits(here, { userQuotaBytes: 40, totalQuotaBytes: 60 });
    const file = await uploadFile(host, owner.token, TEXT, 'first.txt');
    const message = await post(host, owner.token, PORCH, [file.id]);
    const refused = await postFile(host, owner.token, Buffer.from('a second file'.padEnd(20)), 'second.txt');
    expect(refused.status).toBe(507);
    expect(await refused.json()).toMatchObject({
      error: { code: 'quota_exceeded', details: { quota: 'user', maxBytes: 40 } },
    });
    await uploadFile(host, hedy.token, Buffer.from('hers'.padEnd(30)), 'hers.txt');
    const total = await postFile(host, hedy.token, Buffer.from('more'.padEnd(9)), 'more.txt');
    expect(await total.json()).toMatchObject({
      error: { code: 'quota_exceeded', details: { quota: 'total' } },
    });
    await remove(host, owner.token, message.id);
    expect(
      (await postFile(host, owner.token, Buffer.from('a second file'.padEnd(20)), 'second.txt')).status,
    ).toBe(201);
  });

  it('as the seventh at once, until one of them is done', async () => {
    const { host, owner } = await world();
    const open = Array.from({ length: 6 }, () => {
      const request = beginUpload(host, owner.token);
      request.write(formBody([{ content: 'half' }], { isCut: true }));
      return request;
    });
    await vi.waitFor(async () => expect(await filesOnDisk(host.dataDir)).toHaveLength(6));
    const seventh = await postFile(host, owner.token, TEXT, 'x.txt');
    expect(seventh.status).toBe(429);
    expect(await seventh.json()).toMatchObject({ error: { code: 'too_many_uploads' } });
    for (const request of open) request.destroy();
    await vi.waitFor(async () => expect((await postFile(host, owner.token, TEXT, 'x.txt')).status).toBe(201));
  });
});

describe('a form is refused', () => {
  let shared: World;
  beforeAll(async () => (shared = await openWorld()));
  afterAll(() => shared.host.stop());

  it.each([
    ['with no file', formBody([])],
    ['with a field that is no file', formBody([{ fileName: null, content: 'words' }])],
    ['with a file in another field', formBody([{ field: 'picture', content: TEXT }])],
    ['with two files', formBody([{ content: TEXT }, { content: 'more' }])],
    ['that ends in the middle', formBody([{ content: TEXT }], { isCut: true })],
    ['that is no form at all', Buffer.from('nonsense')],
    [
      'with too many fields',
      formBody(
        Array.from({ length: 40 }, (_, index) => ({ field: `f${index}`, fileName: null, content: 'x' })),
      ),
    ],
  ])('%s: 400, and nothing stays', async (_what, body) => {
    const { host, owner } = shared;
    expect(await sendBody(host, owner.token, body)).toEqual({ status: 400, code: 'invalid_upload' });
    await vi.waitFor(async () => expect(await unfinished(host)).toEqual([]));
    expect((await postFile(host, owner.token, TEXT, 'after.txt')).status).toBe(201);
  });
});

describe('nothing is left behind', () => {
  it('by a sender who goes away in the middle', async () => {
    const { host, owner } = await world();
    const request = beginUpload(host, owner.token, { 'content-length': 1_000_000 });
    request.write(formBody([{ content: Buffer.alloc(100_000) }], { isCut: true }));
    await vi.waitFor(async () => expect(await filesOnDisk(host.dataDir)).toHaveLength(1));
    request.destroy();
    await vi.waitFor(async () => expect(await filesOnDisk(host.dataDir)).toEqual([]));
    expect(host.stderr()).toBe('');
  });

  it('by a host that is killed in the middle of an upload, or between bytes and row', async () => {
    const data = await tempDirForTest();
    const first = await startHost({ data });
    onTestFinished(() => first.stop().then(() => undefined));
    const owner = await setUpOwner(first);
    const kept = await uploadFile(first, owner.token, TEXT, 'kept.txt');
    await post(first, owner.token, PORCH, [kept.id]);
    const request = beginUpload(first, owner.token, { 'content-length': 1_000_000 });
    request.write(formBody([{ content: Buffer.alloc(100_000) }], { isCut: true }));
    await vi.waitFor(async () => expect(await filesOnDisk(data)).toHaveLength(2));
    first.kill('SIGKILL');
    await first.exited;
    const orphan = Buffer.from('renamed into its place, and then the power went');
    const place = path.join(data, 'files', sha256(orphan).slice(0, 2));
    await mkdir(place, { recursive: true });
    await writeFile(path.join(place, sha256(orphan)), orphan);
    expect(await filesOnDisk(data)).toHaveLength(3);

    const second = await start({ data });
    const own = path.join(sha256(TEXT).slice(0, 2), sha256(TEXT));
    await vi.waitFor(async () => expect(await filesOnDisk(data)).toEqual([own]));
    expect(await statusOf(second, kept.url, owner.token)).toBe(200);
  });
});
