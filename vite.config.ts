import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type ResolvedConfig, type Rollup } from 'vite';

const root = import.meta.dirname;
const hostUrl = `http://127.0.0.1:${process.env['PORCHLIGHT_PORT'] ?? 8322}`;

interface PageBudget {
  entry: string;
  /** As it stands in the output. */
  page: string;
  /** Folders of its texts; of each, one language is fetched with the page. */
  texts: readonly string[];
  maxGzipBytes: number;
}

const PAGE_BUDGETS: readonly PageBudget[] = [
  {
    entry: 'chat/index.html',
    page: 'index.html',
    texts: ['renderer/shared/i18n/languages/'],
    // What a phone has to fetch before it shows the join page; rivals need 613 kB and more.
    maxGzipBytes: 150_000,
  },
  {
    entry: 'admin/index.html',
    page: 'admin/index.html',
    texts: ['renderer/shared/i18n/languages/', 'renderer/admin/i18n/languages/'],
    // An admin's phone is a phone too.
    maxGzipBytes: 150_000,
  },
];

/** Every page draws with these at its start; languages and the QR code come when they are needed. */
const SHARED_MODULES =
  /\/node_modules\/(?:react|react-dom|scheduler|i18next)\/|\/renderer\/shared\/(?!i18n\/languages\/|components\/qr-code)/;

export default defineConfig({
  root: path.join(root, 'renderer'),
  appType: 'mpa',
  plugins: [react(), ownPaths(), emojiData(), firstPageBudget(), compressed()],
  build: {
    outDir: path.join(root, 'dist/renderer'),
    emptyOutDir: true,
    // Everything is a file of its own, cached for ever by its hash; pictures that should travel inside say so.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: Object.fromEntries(
        ['chat', 'admin'].map((page) => [page, path.join(root, `renderer/${page}/index.html`)]),
      ),
      // What both pages share in one file: left to itself, the bundler cuts it into many small ones.
      output: { codeSplitting: { groups: [{ name: 'shared', test: SHARED_MODULES }] } },
    },
  },
  server: {
    fs: { allow: [root] },
    proxy: {
      '/api': {
        target: hostUrl,
        ws: true,
        // The host accepts pages of its own address only.
        changeOrigin: true,
        headers: { origin: hostUrl },
      },
    },
  },
});

/** The chat page stands at `/` and at every path it handles itself, the admin page at `/admin`. */
function ownPaths(): Plugin {
  const source = 'chat/index.html';
  return {
    name: 'porchlight:own-paths',
    enforce: 'post',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (/^\/(?:$|\?|(?:join|setup)(?:$|[/?])|room\/\d)/.test(request.url ?? ''))
          request.url = `/${source}`;
        if (/^\/admin\/?(?:$|\?)/.test(request.url ?? '')) request.url = '/admin/index.html';
        next();
      });
    },
    generateBundle(_options, bundle) {
      const page = bundle[source];
      if (page?.type !== 'asset') throw new Error(`${source} is not in the bundle.`);
      Reflect.deleteProperty(bundle, source);
      this.emitFile({ type: 'asset', fileName: 'index.html', source: page.source });
    },
  };
}

/** The emoji picker's data, from our own host and in the pages' own languages. */
function emojiData(): Plugin {
  const data = path.join(root, 'node_modules/emojibase-data');
  const files = readdirSync(path.join(root, 'renderer/shared/i18n/languages'))
    .map((file) => emojiLocale(path.parse(file).name))
    .flatMap((locale) => [`${locale}/data.json`, `${locale}/messages.json`]);

  return {
    name: 'porchlight:emoji-data',
    configureServer(server) {
      server.middlewares.use('/emoji', (request, response, next) => {
        const file = files.find((each) => `/${each}` === request.url);
        if (file === undefined) {
          next();
          return;
        }
        response.setHeader('content-type', 'application/json');
        response.end(readFileSync(path.join(data, file)));
      });
    },
    generateBundle() {
      for (const file of files) {
        this.emitFile({
          type: 'asset',
          fileName: `emoji/${file}`,
          source: readFileSync(path.join(data, file)),
        });
      }
    },
  };

  /** As the picker resolves a language: the whole tag, else the language alone. */
  function emojiLocale(tag: string): string {
    const known = readdirSync(data);
    const whole = tag.toLowerCase();
    return known.includes(whole) ? whole : (whole.split('-')[0] ?? 'en');
  }
}

/** Adds up what each page needs before it shows anything, says it, and refuses to build more than the promise. */
function firstPageBudget(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'porchlight:first-page-budget',
    enforce: 'post',
    configResolved(resolved) {
      config = resolved;
    },
    writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      for (const budget of PAGE_BUDGETS) hold(budget, chunks, bundle);
    },
  };

  function hold(budget: PageBudget, chunks: Rollup.OutputChunk[], bundle: Rollup.OutputBundle): void {
    const { entry, page, texts, maxGzipBytes } = budget;
    const start = chunks.find((chunk) => chunk.isEntry && chunk.facadeModuleId?.endsWith(entry));
    if (!start) throw new Error(`${entry} is not in the bundle.`);
    const files = new Set([page, 'theme.js']);
    addWithImports(start, bundle, files);
    const languages = texts.map((folder) => {
      const inFolder = chunks.filter((chunk) => chunk.facadeModuleId?.includes(folder));
      // The largest counts.
      return Math.max(0, ...inFolder.map((chunk) => gzipSize(chunk.fileName)));
    });
    const total = [...[...files].map(gzipSize), ...languages].reduce((sum, size) => sum + size, 0);
    const count = files.size + languages.length;
    config.logger.info(`${page}: ${(total / 1000).toFixed(1)} kB gzip in ${count} files`);
    if (total > maxGzipBytes) {
      throw new Error(`${page} has grown to ${total} bytes (gzip); ${maxGzipBytes} are allowed.`);
    }
  }

  function gzipSize(file: string): number {
    return gzipSync(readFileSync(path.join(config.build.outDir, file))).length;
  }

  function addWithImports(chunk: Rollup.OutputChunk, bundle: Rollup.OutputBundle, files: Set<string>): void {
    if (files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
    for (const name of chunk.imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') addWithImports(imported, bundle, files);
    }
  }
}

/** Writes .gz and .br beside every text file once, so that the host never compresses while it serves. */
function compressed(): Plugin {
  let outDir = '';
  const toGzip = promisify(gzip);
  const toBrotli = promisify(brotliCompress);
  return {
    name: 'porchlight:compressed',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      outDir = config.build.outDir;
    },
    async closeBundle() {
      const files = (await readdir(outDir, { recursive: true })).filter((file) =>
        /\.(?:html|js|css|svg|json)$/.test(file),
      );
      await Promise.all(
        files.map(async (file) => {
          const target = path.join(outDir, file);
          const content = await readFile(target);
          const best = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } };
          await writeFile(`${target}.gz`, await toGzip(content, { level: 9 }));
          await writeFile(`${target}.br`, await toBrotli(content, best));
        }),
      );
    },
  };
}
