import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { SERVER_LAYERS } from '../../scripts/import-boundaries.ts';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';

const HOUSE = path.join(import.meta.dirname, 'house');
const PATHS = 'import-x/no-restricted-paths';
const PACKAGES = '@typescript-eslint/no-restricted-imports';

let eslint: ESLint;
beforeAll(() => {
  eslint = new ESLint({ cwd: PROJECT_ROOT });
});

/** The rules that refuse `statement` in a file of the house. */
async function refusals(file: string, statement: string): Promise<(string | null)[]> {
  const code = `${statement}\nexport const used = room;\n`;
  const [result] = await eslint.lintText(code, { filePath: path.join(HOUSE, file) });
  return result!.messages.map((message) => message.ruleId);
}

/** An import of `target`, a path from the house's root, as it is written in `file`. */
function importOf(file: string, target: string, kind = 'import'): string {
  const from = path.posix.relative(path.posix.dirname(file), target);
  return `${kind} { room } from '${from.startsWith('.') ? from : `./${from}`}';`;
}

const layers = Object.keys(SERVER_LAYERS);
const roomOf = (layer: string) => `server/${layer}/room.ts`;

describe('the layers of server/', () => {
  it('are all in the table', () => {
    const folders = readdirSync(path.join(PROJECT_ROOT, 'server'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(layers).toEqual(expect.arrayContaining(folders));
  });

  it.each(layers)('lets server/%s import only what the table says', async (from) => {
    for (const to of layers.filter((layer) => layer !== from)) {
      const isAllowed = SERVER_LAYERS[from]!.includes(to);
      const isTypeOnly =
        (to === 'logging' && !['protocol', 'cli'].includes(from)) || (from === 'storage' && to === 'events');
      const expected = isTypeOnly ? [PACKAGES] : isAllowed ? [] : [PATHS];
      expect(await refusals(roomOf(from), importOf(roomOf(from), roomOf(to))), `-> ${to}`).toEqual(expected);
    }
  });

  it.each([
    ['transport', 'storage'],
    ['services', 'transport'],
    ['storage', 'services'],
    ['events', 'fanout'],
    ['fanout', 'storage'],
    ['files', 'services'],
    ['protocol', 'storage'],
    ['seed-api', 'storage'],
    ['discovery', 'cli'],
  ])('refuses server/%s -> server/%s', async (from, to) => {
    expect(await refusals(roomOf(from), importOf(roomOf(from), roomOf(to)))).toEqual([PATHS]);
  });

  it('refuses types that climb back as well', async () => {
    expect(
      await refusals(roomOf('storage'), importOf(roomOf('storage'), roomOf('session'), 'import type')),
    ).toContain(PATHS);
  });

  it('refuses an import of the composition root', async () => {
    expect(await refusals(roomOf('session'), importOf(roomOf('session'), 'server/app.ts'))).toEqual([PATHS]);
  });

  it('lets a layer import from itself', async () => {
    expect(await refusals('server/services/room.ts', "import { room } from './ring-b.ts';")).toEqual([]);
  });
});

describe('storage', () => {
  it('may name the events that it commits, but publishes none', async () => {
    const [from, to] = [roomOf('storage'), roomOf('events')];
    expect(await refusals(from, importOf(from, to, 'import type'))).not.toContain(PACKAGES);
    expect(await refusals(from, importOf(from, to))).toEqual([PACKAGES]);
  });
});

describe('the logger', () => {
  it('may be named as a type by a layer', async () => {
    const from = roomOf('services');
    const code = importOf(from, roomOf('logging'), 'import type');
    expect(await refusals(from, code)).not.toContain(PACKAGES);
    expect(await refusals(from, code)).not.toContain(PATHS);
  });

  it('is not for the protocol, not even as a type', async () => {
    const from = roomOf('protocol');
    expect(await refusals(from, importOf(from, roomOf('logging'), 'import type'))).toContain(PATHS);
  });
});

describe('the files above the layers', () => {
  it.each(layers)('app.ts may import server/%s', async (layer) => {
    expect(await refusals('server/app.ts', importOf('server/app.ts', roomOf(layer)))).toEqual([]);
  });

  it.each([
    ['server/app.ts', []],
    ['server/cli/room.ts', []],
    ['server/discovery/room.ts', []],
    ['server/logging/room.ts', []],
    ['server/storage/room.ts', [PATHS]],
    ['server/transport/room.ts', [PATHS]],
  ])('index.ts importing %s gives %j', async (target, expected) => {
    expect(await refusals('server/index.ts', importOf('server/index.ts', target))).toEqual(expected);
  });
});

describe('server, main and renderer', () => {
  it.each([
    ['server/services/room.ts', 'main/main.ts'],
    ['server/app.ts', 'main/main.ts'],
    ['server/protocol/room.ts', 'renderer/page.ts'],
    ['main/main.ts', 'server/app.ts'],
    ['main/main.ts', 'server/storage/room.ts'],
    ['main/main.ts', 'renderer/page.ts'],
    ['renderer/page.ts', 'server/services/room.ts'],
    ['renderer/page.ts', 'server/index.ts'],
    ['renderer/page.ts', 'main/main.ts'],
  ])('refuses %s -> %s', async (file, target) => {
    expect(await refusals(file, importOf(file, target))).toEqual([PATHS]);
  });

  it('lets the pages use the protocol', async () => {
    expect(await refusals('renderer/page.ts', importOf('renderer/page.ts', roomOf('protocol')))).toEqual([]);
  });

  it("gives the desktop shell the protocol's types alone", async () => {
    const code = (kind: string) => importOf('main/main.ts', roomOf('protocol'), kind);
    expect(await refusals('main/main.ts', code('import'))).toEqual([PACKAGES]);
    expect(await refusals('main/main.ts', code('import type'))).not.toContain(PACKAGES);
  });
});

describe('packages', () => {
  it.each([
    ['server/storage/room.ts', 'better-sqlite3', []],
    ['server/services/room.ts', 'better-sqlite3', [PACKAGES]],
    ['server/app.ts', 'better-sqlite3', [PACKAGES]],
    ['server/cli/room.ts', 'better-sqlite3', [PACKAGES]],
    ['main/main.ts', 'better-sqlite3', [PACKAGES]],
    ['renderer/page.ts', 'better-sqlite3', [PACKAGES]],
    ['main/main.ts', 'electron', []],
    ['server/storage/room.ts', 'electron', [PACKAGES]],
    ['server/app.ts', 'electron/main', [PACKAGES]],
    ['server/protocol/room.ts', 'electron', [PACKAGES]],
    ['renderer/page.ts', 'electron', [PACKAGES]],
    ['server/protocol/room.ts', 'zod/mini', []],
    ['server/protocol/room.ts', 'node:fs', [PACKAGES]],
    ['server/protocol/room.ts', 'ws', [PACKAGES]],
    ['server/services/room.ts', 'node:fs', []],
  ])('%s importing %s gives %j', async (file, name, expected) => {
    expect(await refusals(file, `import { room } from '${name}';`)).toEqual(expected);
  });
});

describe('cycles', () => {
  it('are refused', async () => {
    const code = "import { next as room } from './ring-a.ts';";
    expect(await refusals('server/services/ring-b.ts', code)).toEqual(['import-x/no-cycle']);
  });
});
