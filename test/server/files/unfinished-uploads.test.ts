import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { UnfinishedUploads } from '../../../server/files/resumable/unfinished-uploads.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

const ID = 'a'.repeat(32);
const FACTS = { id: ID, ownerId: 1, name: 'plan.pdf', size: 10 };
const silent = { info: () => undefined };

async function begun() {
  const folder = path.join(await tempDirForTest(), 'resumable');
  const uploads = await UnfinishedUploads.open(folder, silent);
  await uploads.begin(FACTS);
  await writeFile(uploads.dataPath(ID), 'half');
  return { folder, uploads, reopen: () => UnfinishedUploads.open(folder, silent) };
}

describe('unfinished uploads', () => {
  it('outlive the process, with how far they are', async () => {
    const { reopen } = await begun();
    const uploads = await reopen();
    expect(uploads.find(ID)).toEqual(FACTS);
    expect(await uploads.offsetOf(ID)).toBe(4);
    expect([uploads.useOf(1), uploads.useOf(2), uploads.totalBytes()]).toEqual([
      { bytes: 10, count: 1 },
      { bytes: 0, count: 0 },
      10,
    ]);
  });

  it('are begun anew after the machine itself went down', async () => {
    const { folder, uploads, reopen } = await begun();
    const before = Date.now() / 1_000 - os.uptime() - 60;
    await utimes(uploads.dataPath(ID), before, before);
    expect((await reopen()).find(ID)).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['that was cut off', '{"id":"aaa'],
    ['of another upload', JSON.stringify({ ...FACTS, id: 'b'.repeat(32) })],
    ['that makes no sense', JSON.stringify({ ...FACTS, size: -1 })],
  ])('with a note %s are dropped', async (_, note) => {
    const { folder, reopen } = await begun();
    await writeFile(path.join(folder, `${ID}.json`), note);
    expect((await reopen()).find(ID)).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });

  it('leave what is not theirs out of account', async () => {
    const folder = await tempDirForTest();
    await mkdir(path.join(folder, 'resumable'), { recursive: true });
    const uploads = await UnfinishedUploads.open(path.join(folder, 'resumable'), silent);
    expect(uploads.find('../../etc/passwd')).toBeUndefined();
    await expect(uploads.offsetOf('../../etc/passwd')).rejects.toMatchObject({ code: 'file_not_found' });
  });

  it('go when nothing was added to them for too long', async () => {
    const { uploads } = await begun();
    await uploads.dropStale(Date.now() - 60_000);
    expect(uploads.find(ID)).toBeDefined();
    await uploads.dropStale(Date.now() + 60_000);
    expect(uploads.find(ID)).toBeUndefined();
  });

  it('are bytes to keep only when they are whole', async () => {
    const { uploads } = await begun();
    await expect(uploads.toBlob(ID)).rejects.toMatchObject({ code: 'invalid_upload' });
    await writeFile(uploads.dataPath(ID), 'ten bytes!');
    const blob = await uploads.toBlob(ID);
    expect(blob).toMatchObject({ size: 10, head: Buffer.from('ten bytes!') });
    await blob.discard();
    expect(uploads.find(ID)).toBeUndefined();
  });
});
