import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { openPlaceMemory } from '../../../main/windows/place-memory.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

const PLACE = { x: 1, y: 2, width: 800, height: 600, isMaximized: false };
const silent = () => ({ info: vi.fn(), warn: vi.fn(), error: vi.fn() });

it('remembers places and what was said over a restart', async () => {
  const file = path.join(await tempDirForTest(), 'windows.json');
  const first = await openPlaceMemory(file, silent());
  expect(first.get('admin')).toBeNull();
  expect(first.hasSaidStillOn()).toBe(false);
  first.set('admin', PLACE);
  first.noteSaidStillOn();
  await first.flush();

  const second = await openPlaceMemory(file, silent());
  expect(second.get('admin')).toEqual(PLACE);
  expect(second.get('chat')).toBeNull();
  expect(second.hasSaidStillOn()).toBe(true);
});

it.each(['', 'not json', '{"places":{"admin":{"x":"left"}},"hasSaidStillOn":false}', '[]'])(
  'forgets what can’t be read: %j',
  async (text) => {
    const file = path.join(await tempDirForTest(), 'windows.json');
    await writeFile(file, text);
    const memory = await openPlaceMemory(file, silent());
    expect(memory.get('admin')).toBeNull();
    memory.set('admin', PLACE);
    await memory.flush();
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ places: { admin: PLACE } });
  },
);

it('goes on where nothing can be written', async () => {
  const log = silent();
  const memory = await openPlaceMemory(path.join(await tempDirForTest(), 'no', 'such', 'folder.json'), log);
  memory.set('admin', PLACE);
  await memory.flush();
  expect(memory.get('admin')).toEqual(PLACE);
  expect(log.warn).toHaveBeenCalledWith('window_places_not_saved', expect.anything());
});
