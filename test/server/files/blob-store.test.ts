import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { BlobStore, type BlobStoreOptions } from '../../../server/files/blob-store.ts';
import type { Allowance } from '../../../server/files/incoming-blob.ts';
import { AppError } from '../../../server/protocol/errors.ts';
import { filesOnDisk, sha256 } from '../../support/files.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

const HELLO = Buffer.from('hello on the porch');
const HELLO_HASH = sha256(HELLO);
const HELLO_PLACE = path.join(HELLO_HASH.slice(0, 2), HELLO_HASH);
const WIDE: Allowance = { maxBytes: 1_000_000, refusal: () => new AppError('file_too_large') };

interface TestStore {
  store: BlobStore;
  dataDir: string;
  /** What the database would know. */
  known: Set<string>;
}

async function openStore(options: Partial<BlobStoreOptions> & { dataDir?: string } = {}): Promise<TestStore> {
  const { dataDir = await tempDirForTest(), ...rest } = options;
  const known = new Set<string>();
  const store = await BlobStore.open({
    root: path.join(dataDir, 'files'),
    knownHashes: async (hashes) => hashes.filter((hash) => known.has(hash)),
    logger: { info: () => undefined, warn: () => undefined },
    ...rest,
  });
  return { store, dataDir, known };
}

/** Keeps some bytes and makes the database know them. */
async function keep({ store, known }: TestStore, bytes: Buffer): Promise<string> {
  const blob = await store.receive(Readable.from([bytes]), WIDE);
  return store.keep(blob, async () => {
    known.add(blob.hash);
    return blob.hash;
  });
}

describe('receiving', () => {
  it('tells hash, size and first bytes', async () => {
    const { store } = await openStore();
    const blob = await store.receive(Readable.from([HELLO.subarray(0, 5), HELLO.subarray(5)]), WIDE);
    expect(blob).toMatchObject({ hash: HELLO_HASH, size: HELLO.length, head: HELLO });
    expect(await readFile(blob.path)).toEqual(HELLO);
  });

  it('holds no more than the first bytes in memory', async () => {
    const { store } = await openStore();
    const chunks = Array.from({ length: 10 }, () => Buffer.alloc(10_000, 7));
    const blob = await store.receive(Readable.from(chunks), WIDE);
    expect(blob.size).toBe(100_000);
    expect(blob.head).toHaveLength(16_384);
  });

  it('stops at the limit, and leaves nothing', async () => {
    const { store, dataDir } = await openStore();
    let pieces = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          pieces++;
          yield Buffer.alloc(1_000);
        }
      })(),
    );
    await expect(store.receive(endless, { ...WIDE, maxBytes: 5_000 })).rejects.toMatchObject({
      code: 'file_too_large',
    });
    expect(pieces).toBeLessThan(50);
    expect(await filesOnDisk(dataDir)).toEqual([]);
  });

  it('leaves nothing of a stream that breaks off', async () => {
    const { store, dataDir } = await openStore();
    const broken = Readable.from(
      (function* () {
        yield HELLO;
        throw new Error('the sender went away');
      })(),
    );
    await expect(store.receive(broken, WIDE)).rejects.toMatchObject({ code: 'invalid_upload' });
    expect(await filesOnDisk(dataDir)).toEqual([]);
  });

  it('leaves nothing when it is called off', async () => {
    const { store, dataDir } = await openStore();
    const aborting = new AbortController();
    const stream = Readable.from(
      (function* () {
        yield HELLO;
        aborting.abort();
        yield HELLO;
      })(),
    );
    await expect(store.receive(stream, WIDE, aborting.signal)).rejects.toMatchObject({
      code: 'invalid_upload',
    });
    expect(await filesOnDisk(dataDir)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('says so where the disk is full', async () => {
    const { store } = await openStore({ openFile: () => open('/dev/full', 'w') });
    await expect(store.receive(Readable.from([HELLO]), WIDE)).rejects.toMatchObject({ code: 'storage_full' });
  });

  it.each([
    ['EROFS', 'storage_read_only'],
    ['EACCES', 'storage_read_only'],
    ['EIO', 'storage_failed'],
  ])('calls %s %s', async (errno, code) => {
    const { store } = await openStore({
      openFile: () => Promise.reject(Object.assign(new Error(errno), { code: errno })),
    });
    await expect(store.receive(Readable.from([HELLO]), WIDE)).rejects.toMatchObject({ code });
  });
});

describe('keeping', () => {
  it('puts bytes under their hash', async () => {
    const test = await openStore();
    await keep(test, HELLO);
    expect(await filesOnDisk(test.dataDir)).toEqual([HELLO_PLACE]);
    expect(await readFile(test.store.absolutePath(HELLO_HASH))).toEqual(HELLO);
  });

  it('holds the same bytes once', async () => {
    const test = await openStore();
    await Promise.all([keep(test, HELLO), keep(test, HELLO), keep(test, HELLO)]);
    expect(await filesOnDisk(test.dataDir)).toEqual([HELLO_PLACE]);
  });

  it('heals a damaged file when its bytes come again', async () => {
    const test = await openStore();
    await keep(test, HELLO);
    await writeFile(test.store.absolutePath(HELLO_HASH), 'hel');
    await keep(test, HELLO);
    expect(await readFile(test.store.absolutePath(HELLO_HASH))).toEqual(HELLO);
  });

  it('keeps nothing where the database refuses', async () => {
    const { store, dataDir } = await openStore();
    const blob = await store.receive(Readable.from([HELLO]), WIDE);
    const refused = store.keep(blob, () => Promise.reject(new AppError('quota_exceeded')));
    await expect(refused).rejects.toMatchObject({ code: 'quota_exceeded' });
    expect(await filesOnDisk(dataDir)).toEqual([]);
  });

  it('does not take away what another file refers to where the database refuses', async () => {
    const test = await openStore();
    await keep(test, HELLO);
    const blob = await test.store.receive(Readable.from([HELLO]), WIDE);
    const refused = test.store.keep(blob, () => Promise.reject(new AppError('quota_exceeded')));
    await expect(refused).rejects.toThrow();
    expect(await filesOnDisk(test.dataDir)).toEqual([HELLO_PLACE]);
  });
});

describe('dropping', () => {
  it('removes what nothing refers to', async () => {
    const test = await openStore();
    await keep(test, HELLO);
    test.known.clear();
    await test.store.drop([HELLO_HASH]);
    expect(await filesOnDisk(test.dataDir)).toEqual([]);
  });

  it('spares what is referred to again', async () => {
    const test = await openStore();
    await keep(test, HELLO);
    await test.store.drop([HELLO_HASH]);
    expect(await filesOnDisk(test.dataDir)).toEqual([HELLO_PLACE]);
  });

  it('never takes bytes from under an upload of the same content', async () => {
    const test = await openStore();
    for (let round = 0; round < 20; round++) {
      test.known.delete(HELLO_HASH);
      await Promise.all([test.store.drop([HELLO_HASH]), keep(test, HELLO), test.store.drop([HELLO_HASH])]);
      expect(await filesOnDisk(test.dataDir)).toEqual([HELLO_PLACE]);
    }
  });

  it('gives no second file on bytes that have gone', async () => {
    const { store } = await openStore();
    await expect(store.hold(HELLO_HASH, async () => 'a row')).rejects.toMatchObject({
      code: 'file_not_found',
    });
  });
});

describe('what a killed host leaves', () => {
  it('is cleared away: halves of uploads at the start, bytes without a row by the sweep', async () => {
    const test = await openStore();
    await keep(test, HELLO);
    const orphan = Buffer.from('kept, and never told to the database');
    const orphanFolder = path.join(test.store.root, sha256(orphan).slice(0, 2));
    await mkdir(orphanFolder, { recursive: true });
    await writeFile(path.join(orphanFolder, sha256(orphan)), orphan);
    await writeFile(path.join(test.store.root, 'incoming', 'half.part'), 'half');

    const again = await openStore({ dataDir: test.dataDir });
    again.known.add(HELLO_HASH);
    expect(await filesOnDisk(test.dataDir)).not.toContain(path.join('incoming', 'half.part'));
    await again.store.sweep();
    expect(await filesOnDisk(test.dataDir)).toEqual([HELLO_PLACE]);
  });

  it('is not confused with files that are none of ours', async () => {
    const { store, dataDir } = await openStore();
    await mkdir(path.join(store.root, 'ab'));
    await writeFile(path.join(store.root, 'ab', 'notes.txt'), 'mine');
    await store.sweep();
    expect(await filesOnDisk(dataDir)).toEqual([path.join('ab', 'notes.txt')]);
  });
});
