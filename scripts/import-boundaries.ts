import path from 'node:path';
import type { Linter } from 'eslint';

/**
 * Which folder of `server/` may import which, besides itself. Every folder may also import the types of `logging/`.
 * A new folder gets a line here; the test beside this table's rules fails until it has one.
 */
export const SERVER_LAYERS: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  transport: ['session', 'services', 'files', 'events', 'protocol'],
  'seed-api': ['session', 'services', 'files', 'events', 'protocol'],
  session: ['services', 'storage', 'events', 'protocol'],
  services: ['storage', 'files', 'events', 'protocol'],
  fanout: ['events', 'protocol'],
  files: ['protocol'],
  /** Of events it takes the types alone: what the writer commits is an event, and services publish it. */
  storage: ['events', 'protocol'],
  events: ['protocol'],
  cli: ['discovery', 'logging', 'protocol'],
  discovery: ['protocol'],
  control: ['protocol'],
  logging: ['protocol'],
};

/** Files of `server/` that stand above the layers. `app.ts`, the composition root, may import every one of them. */
const ENTRY_IMPORTS = ['app.ts', 'cli', 'control', 'discovery', 'logging', 'protocol'];

/** Only these may use the logger itself; the rest is handed one and knows its type. */
const LOGGER_USERS = ['cli', 'logging'];

interface Zone {
  target: string;
  from: string;
  except: string[];
  message: string;
}

interface ImportPattern {
  regex: string;
  message: string;
  allowTypeImports?: boolean;
}

/**
 * ESLint blocks that keep imports pointing one way through the house below `root`.
 * They need the plugins `import-x` and `@typescript-eslint`.
 */
export function importBoundaries(root: string): Linter.Config[] {
  return [
    {
      name: 'boundaries/paths',
      files: [inside(root, '**/*.{ts,tsx}')],
      rules: {
        'import-x/no-restricted-paths': ['error', { basePath: root, zones: zones() }],
        'import-x/no-cycle': ['error', { ignoreExternal: true }],
      },
    },
    ...packageRules(root),
  ];
}

function zones(): Zone[] {
  const layers = Object.entries(SERVER_LAYERS).map(([layer, allowed]) => ({
    target: `server/${layer}`,
    from: 'server',
    except: [...new Set([layer, ...allowed, ...(layer === 'protocol' ? [] : ['logging'])])],
    message: `server/${layer} may import ${['itself', ...allowed].join(', ')}.`,
  }));
  return [
    ...layers,
    {
      target: 'server/index.ts',
      from: 'server',
      except: ENTRY_IMPORTS,
      message: 'The entry starts the app; app.ts alone knows the layers.',
    },
    ...['main', 'renderer'].map((folder) => ({
      target: 'server',
      from: folder,
      except: [],
      message: `The server runs without ${folder}/.`,
    })),
    {
      target: 'main',
      from: 'server',
      except: ['protocol'],
      message: 'The desktop shell knows the protocol, not the inside of the server.',
    },
    {
      target: 'main',
      from: 'renderer',
      except: [],
      message: 'The pages run in the browser, not in the main process.',
    },
    {
      target: 'renderer',
      from: 'server',
      except: ['protocol'],
      message: 'The pages know the protocol, not the inside of the server.',
    },
    {
      target: 'renderer',
      from: 'main',
      except: ['bridge'],
      message: 'The pages run in a plain browser too; of the desktop shell they know its bridge alone.',
    },
  ];
}

const ELECTRON: ImportPattern = {
  regex: '^electron($|/)',
  message: 'Only main/ runs inside Electron.',
};
const DATABASE: ImportPattern = {
  regex: '^better-sqlite3($|/)',
  message: 'SQL lives in server/storage alone.',
};
const LOGGER: ImportPattern = {
  regex: '(^|/)logging/',
  message: 'A logger is handed in; import its type.',
  allowTypeImports: true,
};
const EVENT_TYPES: ImportPattern = {
  regex: '(^|/)events/',
  message: 'Storage gives back what it committed; services publish it.',
  allowTypeImports: true,
};
const PROTOCOL_TYPES: ImportPattern = {
  regex: '(^|/)server/protocol/',
  message: 'The desktop shell uses the types of the protocol only.',
  allowTypeImports: true,
};
const ANY_PACKAGE: ImportPattern = {
  regex: '^(?!\\.|zod/mini$)',
  message: 'The protocol is pure: it runs in the browser too and needs nothing but zod/mini.',
};

/** ESLint keeps only the last setting of a rule, so each file is matched by exactly one of these blocks. */
function packageRules(root: string): Linter.Config[] {
  const ownRules = ['protocol', 'storage', ...LOGGER_USERS].map((layer) => `server/${layer}/**/*.ts`);
  const ownFiles = ['server/app.ts', 'server/index.ts'];
  const block = (
    name: string,
    files: string[],
    patterns: ImportPattern[],
    ignores: string[] = [],
  ): Linter.Config => ({
    name: `boundaries/packages-${name}`,
    files: files.map((file) => inside(root, file)),
    ...(ignores.length > 0 ? { ignores: ignores.map((file) => inside(root, file)) } : {}),
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  });
  return [
    block('protocol', ['server/protocol/**/*.ts'], [ANY_PACKAGE]),
    block('storage', ['server/storage/**/*.ts'], [ELECTRON, LOGGER, EVENT_TYPES]),
    block(
      'entry',
      [...ownFiles, ...LOGGER_USERS.map((layer) => `server/${layer}/**/*.ts`)],
      [ELECTRON, DATABASE],
    ),
    block('server', ['server/**/*.ts'], [ELECTRON, DATABASE, LOGGER], [...ownRules, ...ownFiles]),
    block('main', ['main/**/*.ts'], [DATABASE, PROTOCOL_TYPES]),
    block('renderer', ['renderer/**/*.{ts,tsx}'], [ELECTRON, DATABASE]),
  ];
}

/** ESLint matches globs against paths relative to its config file, which stands in the repository's root. */
function inside(root: string, glob: string): string {
  return path.posix.join(path.relative(path.dirname(import.meta.dirname), root).replaceAll('\\', '/'), glob);
}
