import type { MessageFile } from '../../server/protocol/message.ts';
import { backoffMs } from './backoff.ts';
import { createListeners, type Batch } from './batch.ts';
import type { Effects } from './effects.ts';
import type { HostApi } from './host-api.ts';
import { newId } from './ids.ts';
import type { OutboxUpload } from './outbox-storage.ts';
import type { Failure, Upload, UploadFault, Uploads, UploadState } from './types.ts';
import type { UploadTransport } from './upload-transport.ts';

/** Of the six connections that browsers open to a host, pictures and calls keep half. */
const AT_ONCE = 3;
/** A host that takes nothing for so long is gone, though the connection may not know it. */
const STALLED_MS = 30_000;
const RETRY_FIRST_MS = 1_000;
const RETRY_CAP_MS = 15_000;
/** Refusals that pass by themselves are borne this often; of a host that does not answer, for ever. */
const TRIES_MAX = 8;
/** Worth another try without being asked. A full disk is not: the reader should hear of it. */
const PASSING: ReadonlySet<UploadFault> = new Set<UploadFault>([
  'offline',
  'rate_limited',
  'busy',
  'stopping',
  'internal',
  'too_many_uploads',
  'not_signed_in',
]);

export interface UploadsDeps {
  effects: Pick<Effects, 'now' | 'setTimer' | 'clearTimer' | 'random' | 'randomBytes'>;
  batch: Batch;
  transport: UploadTransport;
  api: Pick<HostApi, 'finishUpload' | 'dropFile'>;
  /** The largest file the host takes, in bytes. */
  fileMaxBytes: number;
  isLive(): boolean;
  /** The host has it; a message that waits for it may go. */
  stored(id: string, file: MessageFile): void;
  /** It will not be tried again by itself. */
  failed(id: string, code: UploadFault, message: string): void;
}

/** The uploads as the page's engine sees them. */
export interface UploadQueue extends Uploads {
  /** Takes these out of the tray for a message. */
  take(ids: readonly string[]): OutboxUpload[];
  /** Puts a message's files back into its room's tray, as far as they are still at hand. */
  putBack(roomId: string, uploads: readonly OutboxUpload[]): void;
  /** Their message is stored. */
  release(ids: readonly string[]): void;
  goLive(): void;
  goOffline(): void;
  /** Drops everything, on the host too. */
  clear(): void;
  close(): void;
}

interface Entry {
  upload: Upload;
  isInTray: boolean;
  url: string | null;
  /** All bytes are at the host, and only the file is to be made of them. */
  isWhole: boolean;
  tries: number;
  /** Not to be tried before this time. */
  notBefore: number;
  /** Ends the try that is under way. */
  stop: (() => void) | null;
}

const EMPTY: readonly Upload[] = [];

export function createUploads(deps: UploadsDeps): UploadQueue {
  const { effects, batch, transport, api } = deps;
  const listeners = createListeners();
  const entries = new Map<string, Entry>();
  const trays = new Map<string, readonly Upload[]>();
  let timer: number | null = null;
  let isClosed = false;

  function changed(roomId: string): void {
    trays.delete(roomId);
    batch.touch(listeners.notify);
  }

  function update(entry: Entry, state: UploadState): void {
    entry.upload = { ...entry.upload, state };
    changed(entry.upload.roomId);
  }

  function add(upload: Upload): void {
    entries.set(upload.id, {
      upload,
      isInTray: true,
      url: null,
      isWhole: false,
      tries: 0,
      notBefore: 0,
      stop: null,
    });
    changed(upload.roomId);
  }

  function attach(roomId: string, files: readonly File[]): void {
    batch.run(() => {
      for (const file of files) {
        const isTooLarge = file.size > deps.fileMaxBytes;
        add({
          id: newId(effects),
          roomId,
          name: file.name,
          size: file.size,
          mime: file.type,
          blob: file,
          state: isTooLarge
            ? { kind: 'failed', code: 'file_too_large', message: 'That file is too large.' }
            : { kind: 'waiting' },
        });
      }
      pump();
    });
  }

  function pump(): void {
    if (timer !== null) effects.clearTimer(timer);
    timer = null;
    if (isClosed || !deps.isLive()) return;
    const now = effects.now();
    let running = [...entries.values()].filter(({ stop }) => stop !== null).length;
    let nextAt = Infinity;
    for (const entry of entries.values()) {
      if (entry.upload.state.kind !== 'waiting') continue;
      if (entry.notBefore > now) nextAt = Math.min(nextAt, entry.notBefore);
      else if (running < AT_ONCE) {
        running++;
        start(entry);
      }
    }
    if (nextAt < Infinity) timer = effects.setTimer(pump, nextAt - now);
  }

  function start(entry: Entry): void {
    const { blob, name, size } = entry.upload;
    // Only the answer was lost: once it is a file, the host knows of no upload to go on with.
    if (entry.isWhole && entry.url !== null) {
      update(entry, { kind: 'sending', sentBytes: size });
      void finish(entry, entry.url);
      return;
    }
    if (!blob) return;
    let stall: number | null = null;
    const watch = (): void => {
      if (stall !== null) effects.clearTimer(stall);
      stall = effects.setTimer(() => {
        entry.stop?.();
        tryFailed(entry, { ok: false, code: 'offline', message: 'The host takes nothing.' });
      }, STALLED_MS);
    };
    const end = transport.start(
      { blob, name, url: entry.url },
      {
        begun: (url) => {
          entry.url = url;
        },
        progressed: (sentBytes) => {
          watch();
          update(entry, { kind: 'sending', sentBytes });
        },
        ended: (result) => {
          if (stall !== null) effects.clearTimer(stall);
          if (result.ok) {
            entry.url = result.url;
            void finish(entry, result.url);
          } else tryFailed(entry, result);
        },
      },
    );
    entry.stop = () => {
      if (stall !== null) effects.clearTimer(stall);
      entry.stop = null;
      end();
    };
    watch();
    update(entry, { kind: 'sending', sentBytes: 0 });
  }

  /** All bytes are there; now the host makes a file of them. Safe to ask again. */
  async function finish(entry: Entry, url: string): Promise<void> {
    entry.isWhole = true;
    const stop = (): void => {
      entry.stop = null;
    };
    entry.stop = stop;
    const answer = await api.finishUpload(url);
    // It was stopped meanwhile, or removed.
    if (entry.stop !== stop) return;
    stop();
    if (!answer.ok) {
      // The host has dropped it meanwhile: from the beginning, then.
      const isGone = answer.code === 'file_not_found';
      if (isGone) {
        entry.url = null;
        entry.isWhole = false;
      }
      tryFailed(entry, isGone ? { ...answer, code: 'busy' } : answer);
      return;
    }
    const { file } = answer.value;
    batch.run(() => {
      update(entry, { kind: 'stored', file });
      deps.stored(entry.upload.id, file);
      pump();
    });
  }

  function tryFailed(entry: Entry, { code, message }: Failure): void {
    entry.stop = null;
    const isForEver = code === 'offline';
    if (!isForEver) entry.tries++;
    if (PASSING.has(code) && entry.tries < TRIES_MAX) {
      entry.notBefore =
        effects.now() +
        RETRY_FIRST_MS / 2 +
        backoffMs(Math.max(1, entry.tries), RETRY_FIRST_MS, RETRY_CAP_MS, effects.random);
      update(entry, { kind: 'waiting' });
      if (isForEver) void checkReadable(entry);
    } else giveUp(entry, code, message);
    pump();
  }

  /** Browsers tell a file that was moved or changed on its disk like a host that does not answer. */
  async function checkReadable(entry: Entry): Promise<void> {
    try {
      await entry.upload.blob?.slice(0, 1).arrayBuffer();
    } catch {
      entry.stop?.();
      if (entries.has(entry.upload.id)) giveUp(entry, 'file_unreadable', 'The file can’t be read any more.');
    }
  }

  function giveUp(entry: Entry, code: UploadFault, message: string): void {
    batch.run(() => {
      update(entry, { kind: 'failed', code, message });
      deps.failed(entry.upload.id, code, message);
    });
  }

  function forget(entry: Entry): void {
    const { id, roomId, state } = entry.upload;
    entry.stop?.();
    entries.delete(id);
    if (state.kind === 'stored') void api.dropFile(state.file.id);
    else if (entry.url !== null) void transport.drop(entry.url);
    changed(roomId);
  }

  return {
    fileMaxBytes: deps.fileMaxBytes,
    subscribe: listeners.subscribe,
    tray(roomId) {
      let tray = trays.get(roomId);
      if (!tray) {
        const own = [...entries.values()].filter(
          ({ upload, isInTray }) => isInTray && upload.roomId === roomId,
        );
        tray = own.length === 0 ? EMPTY : own.map(({ upload }) => upload);
        trays.set(roomId, tray);
      }
      return tray;
    },
    find: (id) => entries.get(id)?.upload,
    isSending: () =>
      [...entries.values()].some(
        ({ upload: { state } }) => state.kind === 'waiting' || state.kind === 'sending',
      ),
    attach,

    retry(id) {
      const entry = entries.get(id);
      if (entry?.upload.state.kind !== 'failed' || entry.upload.state.code === 'file_too_large') return;
      entry.tries = 0;
      entry.notBefore = 0;
      update(entry, { kind: 'waiting' });
      pump();
    },
    remove(id) {
      const entry = entries.get(id);
      if (!entry) return;
      forget(entry);
      pump();
    },

    take: (ids) =>
      ids.flatMap((id) => {
        const entry = entries.get(id);
        if (!entry?.isInTray) return [];
        entry.isInTray = false;
        changed(entry.upload.roomId);
        const { name, size, mime, state } = entry.upload;
        return [{ id, name, size, mime, ...(state.kind === 'stored' ? { file: state.file } : {}) }];
      }),
    putBack(roomId, uploads) {
      batch.run(() => {
        for (const { id, name, size, mime, file } of uploads) {
          const entry = entries.get(id);
          if (entry) entry.isInTray = true;
          else if (file) add({ id, roomId, name, size, mime, blob: null, state: { kind: 'stored', file } });
        }
        changed(roomId);
      });
    },
    release(ids) {
      for (const id of ids) entries.delete(id);
    },

    goLive() {
      for (const entry of entries.values()) entry.notBefore = 0;
      pump();
    },
    goOffline() {
      // A half-open connection would take bytes for a minute and bring them nowhere.
      for (const entry of entries.values()) {
        if (entry.stop === null) continue;
        entry.stop();
        update(entry, { kind: 'waiting' });
      }
    },
    clear() {
      for (const entry of [...entries.values()]) forget(entry);
    },
    close() {
      isClosed = true;
      pump();
      for (const entry of entries.values()) entry.stop?.();
    },
  };
}
