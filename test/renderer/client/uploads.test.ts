import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createBatch } from '../../../renderer/client/batch.ts';
import { OFFLINE, type ApiResult } from '../../../renderer/client/http-call.ts';
import { createUploads, type UploadQueue, type UploadsDeps } from '../../../renderer/client/uploads.ts';
import type { FileAnswer } from '../../../server/protocol/http.ts';
import type { MessageFile } from '../../../server/protocol/message.ts';
import { browserWorld } from './support/browser-world.ts';
import { ManualClock } from './support/manual-clock.ts';
import { ScriptedTransport } from './support/scripted-transport.ts';

const ROOM = '10';
const MAX_BYTES = 1_000;
const STORED: MessageFile = { id: '7', name: 'a.txt', mime: 'text/plain', size: 4, url: '/x' };

let clock: ManualClock;
let transport: ScriptedTransport;
let uploads: UploadQueue;
let isLive: boolean;
let finish: ReturnType<typeof vi.fn<(url: string) => Promise<ApiResult<FileAnswer>>>>;
let dropFile: ReturnType<typeof vi.fn<(fileId: string) => Promise<ApiResult<undefined>>>>;
let stored: ReturnType<typeof vi.fn<UploadsDeps['stored']>>;
let failed: ReturnType<typeof vi.fn<UploadsDeps['failed']>>;

beforeEach(() => {
  clock = new ManualClock();
  transport = new ScriptedTransport();
  isLive = true;
  finish = vi.fn(() => Promise.resolve({ ok: true as const, value: { file: STORED } }));
  dropFile = vi.fn(() => Promise.resolve({ ok: true as const, value: undefined }));
  stored = vi.fn();
  failed = vi.fn();
  uploads = createUploads({
    effects: browserWorld({ clock }).effects,
    batch: createBatch(),
    transport,
    api: { finishUpload: finish, dropFile },
    fileMaxBytes: MAX_BYTES,
    isLive: () => isLive,
    stored,
    failed,
  });
});

function file(name = 'a.txt', content = 'text'): File {
  return new File([content], name, { type: 'text/plain' });
}

function attach(...files: File[]): string[] {
  uploads.attach(ROOM, files);
  return uploads.tray(ROOM).map(({ id }) => id);
}

const states = (): string[] => uploads.tray(ROOM).map(({ state }) => state.kind);

function endTry(index: number, result: Parameters<ScriptedTransport['tries'][number]['events']['ended']>[0]) {
  transport.tries[index]!.events.ended(result);
}

describe('an upload', () => {
  it('begins at once, tells how far it is, and is a file in the end', async () => {
    const [id] = attach(file());
    expect(states()).toEqual(['sending']);
    transport.tries[0]!.events.progressed(2);
    expect(uploads.find(id!)?.state).toEqual({ kind: 'sending', sentBytes: 2 });
    expect(uploads.isSending()).toBe(true);
    endTry(0, { ok: true, url: '/u/1' });
    await clock.pass(0);
    expect(finish).toHaveBeenCalledWith('/u/1');
    expect(uploads.find(id!)?.state).toEqual({ kind: 'stored', file: STORED });
    expect(stored).toHaveBeenCalledWith(id, STORED);
    expect(uploads.isSending()).toBe(false);
  });

  it('waits for its turn behind three others', async () => {
    attach(file('1'), file('2'), file('3'), file('4'));
    expect(states()).toEqual(['sending', 'sending', 'sending', 'waiting']);
    endTry(0, { ok: true, url: '/u/1' });
    await clock.pass(0);
    expect(states()).toEqual(['stored', 'sending', 'sending', 'sending']);
  });

  it('goes on where it was once the host is back', async () => {
    const [id] = attach(file());
    transport.tries[0]!.events.begun('/u/1');
    isLive = false;
    uploads.goOffline();
    expect(transport.running).toEqual([]);
    expect(states()).toEqual(['waiting']);
    await clock.pass(60_000);
    expect(transport.tries).toHaveLength(1);
    isLive = true;
    uploads.goLive();
    expect(transport.tries[1]!.job.url).toBe('/u/1');
    endTry(1, { ok: true, url: '/u/1' });
    await clock.pass(0);
    expect(uploads.find(id!)?.state.kind).toBe('stored');
  });

  it('is tried again by itself after what passes, for ever where the host is away', async () => {
    attach(file());
    for (let count = 0; count < 20; count++) {
      endTry(count, OFFLINE);
      expect(states()).toEqual(['waiting']);
      await clock.pass(20_000);
      expect(states()).toEqual(['sending']);
    }
    expect(failed).not.toHaveBeenCalled();
  });

  it('is given up after a refusal that went on and on', async () => {
    attach(file());
    for (let count = 0; count < 8; count++) {
      endTry(count, { ok: false, code: 'busy', message: 'busy' });
      await clock.pass(30_000);
    }
    expect(states()).toEqual(['failed']);
  });

  it('is let go and begun anew where a host takes nothing for half a minute', async () => {
    attach(file());
    transport.tries[0]!.events.progressed(1);
    await clock.pass(29_000);
    expect(transport.running).toHaveLength(1);
    await clock.pass(2_000);
    expect(transport.tries[0]!.isStopped).toBe(true);
    await clock.pass(5_000);
    expect(transport.tries).toHaveLength(2);
  });

  it.each(['quota_exceeded', 'storage_full', 'file_too_large'] as const)(
    'that the host refuses with %s says so and waits for the reader',
    async (code) => {
      const [id] = attach(file());
      endTry(0, { ok: false, code, message: 'no' });
      await clock.pass(120_000);
      expect(uploads.find(id!)?.state).toEqual({ kind: 'failed', code, message: 'no' });
      expect(failed).toHaveBeenCalledExactlyOnceWith(id, code, 'no');
      expect(transport.tries).toHaveLength(1);
    },
  );

  it('can be tried again from where it was', async () => {
    const [id] = attach(file());
    transport.tries[0]!.events.begun('/u/1');
    endTry(0, { ok: false, code: 'storage_full', message: 'full' });
    uploads.retry(id!);
    expect(transport.tries[1]!.job.url).toBe('/u/1');
  });

  it('is never begun where the host would not take its size', () => {
    attach(file('large', 'x'.repeat(MAX_BYTES + 1)));
    expect(states()).toEqual(['failed']);
    expect(transport.tries).toEqual([]);
    const [{ id } = { id: '' }] = uploads.tray(ROOM);
    uploads.retry(id);
    expect(states()).toEqual(['failed']);
  });

  it('of a file that can’t be read any more is told apart from a host that is away', async () => {
    const gone = file();
    gone.slice = () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) as unknown as Blob;
    const [id] = attach(gone);
    endTry(0, OFFLINE);
    await clock.pass(0);
    expect(uploads.find(id!)?.state).toMatchObject({ kind: 'failed', code: 'file_unreadable' });
  });

  it('that the host has forgotten begins anew', async () => {
    attach(file());
    transport.tries[0]!.events.begun('/u/1');
    finish.mockResolvedValueOnce({ ok: false, code: 'file_not_found', message: 'gone' });
    endTry(0, { ok: true, url: '/u/1' });
    await clock.pass(10_000);
    expect(transport.tries[1]!.job.url).toBeNull();
  });
});

it('an upload whose last answer was lost is asked for again, and not sent again', async () => {
  attach(file());
  transport.tries[0]!.events.begun('/u/1');
  finish.mockResolvedValueOnce(OFFLINE);
  endTry(0, { ok: true, url: '/u/1' });
  await clock.pass(5_000);
  expect(transport.tries).toHaveLength(1);
  expect(finish).toHaveBeenCalledTimes(2);
  expect(states()).toEqual(['stored']);
});

describe('a file that is removed', () => {
  it('is stopped, and forgotten by the host', () => {
    const [id] = attach(file());
    transport.tries[0]!.events.begun('/u/1');
    uploads.remove(id!);
    expect(transport.tries[0]!.isStopped).toBe(true);
    expect(transport.dropped).toEqual(['/u/1']);
    expect(uploads.tray(ROOM)).toEqual([]);
  });

  it('is taken back where the host has it already', async () => {
    const [id] = attach(file());
    endTry(0, { ok: true, url: '/u/1' });
    await clock.pass(0);
    uploads.remove(id!);
    expect(dropFile).toHaveBeenCalledWith(STORED.id);
  });

  it('makes room for the next', () => {
    const [first] = attach(file('1'), file('2'), file('3'), file('4'));
    uploads.remove(first!);
    expect(states()).toEqual(['sending', 'sending', 'sending']);
  });

  it('while it becomes a file stays removed', async () => {
    const [id] = attach(file());
    endTry(0, { ok: true, url: '/u/1' });
    uploads.remove(id!);
    await clock.pass(0);
    expect(stored).not.toHaveBeenCalled();
  });
});

describe('a tray', () => {
  it('is emptied into a message and filled again when that is taken back', async () => {
    const [id] = attach(file());
    endTry(0, { ok: true, url: '/u/1' });
    await clock.pass(0);
    const taken = uploads.take([id!]);
    expect(taken).toEqual([{ id, name: 'a.txt', size: 4, mime: 'text/plain', file: STORED }]);
    expect(uploads.tray(ROOM)).toEqual([]);
    expect(uploads.find(id!)).toBeDefined();
    uploads.putBack(ROOM, taken);
    expect(uploads.tray(ROOM)).toHaveLength(1);
  });

  it('gets back what only the host has, after a reload', () => {
    uploads.putBack(ROOM, [
      { id: 'old', name: 'a.txt', size: 4, mime: '', file: STORED },
      { id: 'lost', name: 'b.txt', size: 4, mime: '' },
    ]);
    expect(uploads.tray(ROOM)).toMatchObject([{ id: 'old', blob: null, state: { kind: 'stored' } }]);
  });

  it('stays the same array until something changes, in its own room', () => {
    attach(file());
    const before = uploads.tray(ROOM);
    uploads.attach('11', [file()]);
    expect(uploads.tray(ROOM)).toBe(before);
    transport.tries[0]!.events.progressed(1);
    expect(uploads.tray(ROOM)).not.toBe(before);
  });

  it('is gone after signing out, on the host too', () => {
    attach(file('1'), file('2'));
    transport.tries[0]!.events.begun('/u/1');
    uploads.clear();
    expect(uploads.tray(ROOM)).toEqual([]);
    expect(transport.running).toEqual([]);
    expect(transport.dropped).toEqual(['/u/1']);
  });
});
