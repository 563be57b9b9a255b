import { stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../../server/protocol/limits.ts';
import { get, post, setLimits, statusOf, world } from '../support/file-world.ts';
import { filesOnDisk, sha256, uploadFile } from '../support/files.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { joinAs, setUpOwner } from '../support/people.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { addBytes, addSlowly, beginTus, dropTus, finishTus, offsetOf } from '../support/tus-upload.ts';

const PORCH = '1';
const BYTES = Buffer.from('what was said on the porch, and more of it');

describe('a resumable upload', () => {
  it('comes in pieces, becomes a file once, and belongs to the message that takes it', async () => {
    const { host, owner } = await world();
    const { token } = owner;
    const { status, place } = await beginTus(host, token, BYTES.length, { name: '账单 🏮.txt' });
    expect([status, place]).toEqual([
      201,
      expect.stringMatching(/^\/api\/v1\/resumable-uploads\/[0-9a-f]{32}$/),
    ]);
    const first = await addBytes(host, token, place, 0, BYTES.subarray(0, 10));
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '10']);
    expect(await finishTus(host, token, place)).toMatchObject({ status: 400, code: 'invalid_upload' });
    expect(await offsetOf(host, token, place)).toBe(10);
    await addBytes(host, token, place, 10, BYTES.subarray(10));

    const { file } = await finishTus(host, token, place);
    expect(file).toMatchObject({ name: '账单 🏮.txt', size: BYTES.length, mime: 'application/octet-stream' });
    // The answer was lost on its way: asked again, it is the same.
    const again = await Promise.all([finishTus(host, token, place), finishTus(host, token, place)]);
    expect(again.map((answer) => answer.file)).toEqual([file, file]);
    expect(await offsetOf(host, token, place)).toBeNull();
    expect(await filesOnDisk(host.dataDir)).toEqual([path.join(sha256(BYTES).slice(0, 2), sha256(BYTES))]);

    const message = await post(host, token, PORCH, [file!.id]);
    const sent = await get(host, message.files[0]!.url, token);
    expect(Buffer.from(await sent.arrayBuffer())).toEqual(BYTES);
  });

  it('of nothing at all is a file too', async () => {
    const { host, owner } = await world();
    const { place } = await beginTus(host, owner.token, 0);
    expect((await finishTus(host, owner.token, place)).file).toMatchObject({ size: 0 });
  });

  it('goes on where it was after the host was killed, and after the sender was cut off', async () => {
    const host = await startLastingHost();
    const { token } = await setUpOwner(host.current);
    const bytes = Buffer.alloc(3_000_000, 'abcdefg');
    const { place } = await beginTus(host, token, bytes.length);
    const request = addSlowly(host, token, place, 0, bytes.length);
    request.write(bytes.subarray(0, 1_000_000));
    const onDisk = path.join(host.current.dataDir, 'files');
    await vi.waitFor(async () => expect(await sizeOfUpload(onDisk, place)).toBe(1_000_000));
    await host.kill();
    await host.start();
    expect(await offsetOf(host, token, place)).toBe(1_000_000);

    const second = addSlowly(host, token, place, 1_000_000, 2_000_000);
    second.write(bytes.subarray(1_000_000, 2_000_000));
    await vi.waitFor(async () => expect(await sizeOfUpload(onDisk, place)).toBe(2_000_000));
    second.destroy();
    await vi.waitFor(async () => expect(await offsetOf(host, token, place)).toBe(2_000_000));
    await addBytes(host, token, place, 2_000_000, bytes.subarray(2_000_000));
    const { file } = await finishTus(host, token, place);
    const whole = await get(host.current, file!.url, token);
    expect(sha256(Buffer.from(await whole.arrayBuffer()))).toBe(sha256(bytes));
  });

  it('takes over from an older request whose connection is dead', async () => {
    const { host, owner } = await world();
    const { token } = owner;
    const { place } = await beginTus(host, token, 2_000);
    const silent = addSlowly(host, token, place, 0, 2_000);
    silent.write(Buffer.alloc(500));
    await vi.waitFor(async () =>
      expect(await sizeOfUpload(path.join(host.dataDir, 'files'), place)).toBe(500),
    );
    expect(await offsetOf(host, token, place)).toBe(500);
    expect((await addBytes(host, token, place, 500, Buffer.alloc(1_500))).status).toBe(204);
    silent.destroy();
  });

  it('takes no byte more than was said, and none at the wrong place', async () => {
    const { host, owner } = await world();
    const { token } = owner;
    const { place } = await beginTus(host, token, 10);
    expect((await addBytes(host, token, place, 0, Buffer.alloc(11))).status).toBe(413);
    expect((await addBytes(host, token, place, 5, Buffer.alloc(5))).status).toBe(409);
    expect(await offsetOf(host, token, place)).toBe(0);
  });

  it('is its owner’s alone', async () => {
    const { host, owner } = await world();
    const ann = await joinAs(host, 'Ann');
    const { place } = await beginTus(host, owner.token, BYTES.length);
    expect((await addBytes(host, ann.token, place, 0, BYTES)).status).toBe(404);
    expect(await offsetOf(host, ann.token, place)).toBeNull();
    expect(await dropTus(host, ann.token, place)).toBe(404);
    await addBytes(host, owner.token, place, 0, BYTES);
    expect(await finishTus(host, ann.token, place)).toMatchObject({ status: 404, code: 'file_not_found' });
    const { file } = await finishTus(host, owner.token, place);
    expect(await finishTus(host, ann.token, place)).toMatchObject({ status: 404 });
    expect(await statusOf(host, file!.url, ann.token)).toBe(404);
  });

  it('that is given up leaves nothing', async () => {
    const { host, owner } = await world();
    const { place } = await beginTus(host, owner.token, 10);
    await addBytes(host, owner.token, place, 0, Buffer.alloc(4));
    expect(await dropTus(host, owner.token, place)).toBe(204);
    expect(await offsetOf(host, owner.token, place)).toBeNull();
    expect(await filesOnDisk(host.dataDir)).toEqual([]);
  });
});

describe('before the first byte', () => {
  it('what is too large or beyond a quota is refused, unfinished uploads counted', async () => {
    const here = await world();
    const { host, owner } = here;
    await setLimits(here, { fileMaxBytes: 1_000, userQuotaBytes: 1_500 });
    const refusal = async (size: number) => {
      const { status, code } = await beginTus(host, owner.token, size);
      return [status, code];
    };
    expect(await refusal(1_001)).toEqual([413, 'file_too_large']);
    await uploadFile(host, owner.token, Buffer.alloc(400), 'a');
    const { place } = await beginTus(host, owner.token, 1_000);
    expect(await refusal(101)).toEqual([507, 'quota_exceeded']);
    expect((await beginTus(host, owner.token, 100)).status).toBe(201);
    await dropTus(host, owner.token, place);
    expect((await beginTus(host, owner.token, 1_000)).status).toBe(201);
    const ann = await joinAs(host, 'Ann');
    expect((await beginTus(host, ann.token, 1_000)).status).toBe(201);
  });

  it('a person can’t begin more uploads than anybody needs', async () => {
    const { host, owner } = await world();
    for (let count = 0; count < LIMITS.unfinishedUploadsPerUser; count++) {
      expect((await beginTus(host, owner.token, 1)).status).toBe(201);
    }
    expect(await beginTus(host, owner.token, 1)).toMatchObject({ status: 429, code: 'too_many_uploads' });
  });

  it.each([
    ['no length', { 'upload-length': '' }],
    ['a length that is none', { 'upload-length': '1e9' }],
    ['a length to be told later', { 'upload-length': '', 'upload-defer-length': '1' }],
    ['a note of many pages', { 'upload-metadata': `filename ${'QUFB'.repeat(2_000)}` }],
  ])('%s is refused', async (_, headers) => {
    const { host, owner } = await world();
    expect(await beginTus(host, owner.token, 1, { headers })).toMatchObject({
      status: 400,
      code: 'invalid_request',
    });
  });

  it('what the disk has no room for is refused, and messages still have theirs', async (context) => {
    const disk = await mountSmallDisk(64);
    if (!disk) {
      context.skip('a small disk can only be mounted by root on Linux');
      return;
    }
    const { host, owner } = await world({ data: path.join(disk.path, 'data') });
    expect(await beginTus(host, owner.token, 60_000_000)).toMatchObject({
      status: 507,
      code: 'storage_full',
    });
    const { place } = await beginTus(host, owner.token, 2_000_000);
    await addBytes(host, owner.token, place, 0, Buffer.alloc(1_000_000));
    await disk.fill();
    const refused = await addBytes(host, owner.token, place, 1_000_000, Buffer.alloc(1_000_000));
    expect(refused).toMatchObject({ status: 507, code: 'storage_full' });
    await disk.free();
    const offset = await offsetOf(host, owner.token, place);
    expect(offset).toBeGreaterThanOrEqual(1_000_000);
    await addBytes(host, owner.token, place, offset!, Buffer.alloc(2_000_000 - offset!));
    expect((await finishTus(host, owner.token, place)).file).toMatchObject({ size: 2_000_000 });
  });
});

describe('a file that no message has', () => {
  it('can be taken back by its owner, and its bytes go', async () => {
    const { host, owner } = await world();
    const ann = await joinAs(host, 'Ann');
    const file = await uploadFile(host, owner.token, BYTES, 'words.txt');
    const drop = (token: string) =>
      get(host, `/api/v1/files/${file.id}`, token, {}, 'DELETE').then(({ status }) => status);
    expect(await drop(ann.token)).toBe(404);
    expect(await drop(owner.token)).toBe(204);
    expect(await drop(owner.token)).toBe(404);
    expect(await filesOnDisk(host.dataDir)).toEqual([]);
  });

  it('is not taken away from a message', async () => {
    const { host, owner } = await world();
    const file = await uploadFile(host, owner.token, BYTES, 'words.txt');
    await post(host, owner.token, PORCH, [file.id]);
    expect((await get(host, `/api/v1/files/${file.id}`, owner.token, {}, 'DELETE')).status).toBe(404);
    expect(await statusOf(host, file.url, owner.token)).toBe(200);
  });
});

async function sizeOfUpload(filesFolder: string, place: string): Promise<number> {
  const id = place.slice(place.lastIndexOf('/') + 1);
  return (await stat(path.join(filesFolder, 'resumable', `${id}.part`))).size;
}
