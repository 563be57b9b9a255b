import * as z from 'zod/mini';
import { readTextFile, replaceFile } from '../settings/json-file.ts';
import type { ShellLog } from '../shell/log.ts';
import type { RememberedPlace } from './window-places.ts';

const px = z.int().check(z.gte(-100_000), z.lte(100_000));
const fileSchema = z.object({
  places: z.record(z.string(), z.object({ x: px, y: px, width: px, height: px, isMaximized: z.boolean() })),
  hasSaidStillOn: z.boolean(),
});
type FileContent = z.infer<typeof fileSchema>;

/** Where windows were, and what they have said already. */
export interface PlaceMemory {
  get: (window: string) => RememberedPlace | null;
  set: (window: string, place: RememberedPlace) => void;
  hasSaidStillOn: () => boolean;
  noteSaidStillOn: () => void;
  /** Resolves when what was noted is on disk, or has failed. */
  flush: () => Promise<void>;
}

/** Reads it; what can't be read is forgotten, for it is only a convenience. */
export async function openPlaceMemory(file: string, log: ShellLog): Promise<PlaceMemory> {
  let content = await read(file, log);
  let lastWrite: Promise<void> = Promise.resolve();

  function change(to: FileContent): void {
    content = to;
    lastWrite = lastWrite
      .then(() => replaceFile(file, `${JSON.stringify(content, null, 2)}\n`))
      .catch((error: unknown) => log.warn('window_places_not_saved', { reason: String(error) }));
  }
  return {
    get: (window) => content.places[window] ?? null,
    set: (window, place) => change({ ...content, places: { ...content.places, [window]: place } }),
    hasSaidStillOn: () => content.hasSaidStillOn,
    noteSaidStillOn: () => change({ ...content, hasSaidStillOn: true }),
    flush: () => lastWrite,
  };
}

async function read(file: string, log: ShellLog): Promise<FileContent> {
  const nothing: FileContent = { places: {}, hasSaidStillOn: false };
  try {
    const text = await readTextFile(file);
    if (text === null) return nothing;
    return fileSchema.parse(JSON.parse(text));
  } catch (error) {
    log.warn('window_places_not_read', { reason: String(error) });
    return nothing;
  }
}
