import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type ResolvedConfig, type Rollup } from 'vite';

const root = import.meta.dirname;
const hostUrl = `http://127.0.0.1:${process.env['PORCHLIGHT_PORT'] ?? 8322}`;

/** What a phone has to fetch before it shows the join page; rivals need 613 kB and more. */
const FIRST_PAGE_MAX_GZIP_BYTES = 150_000;

export default defineConfig({
  root: path.join(root, 'renderer'),
  appType: 'mpa',
  plugins: [react(), chatPage(), emojiData(), firstPageBudget(), compressed()],
  build: {
    outDir: path.join(root, 'dist/renderer'),
    emptyOutDir: true,
    // Everything is a file of its own, cached for ever by its hash; pictures that should travel inside say so.
    assetsInlineLimit: 0,
    rolldownOptions: { input: path.join(root, 'renderer/chat/index.html') },
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

/** The chat page stands at `/` and at every path it handles itself. */
function chatPage(): Plugin {
  const source = 'chat/index.html';
  return {
    name: 'porchlight:chat-page',
    enforce: 'post',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (/^\/(?:$|\?|(?:join|setup)(?:$|[/?])|room\/\d)/.test(request.url ?? ''))
          request.url = `/${source}`;
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

/** Adds up what the first page needs, says it, and refuses to build more than the promise. */
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
      const languages = chunks.filter((chunk) => chunk.facadeModuleId?.includes('/i18n/languages/'));
      const files = new Set(['index.html', 'theme.js']);
      for (const entry of chunks.filter((chunk) => chunk.isEntry)) addWithImports(entry, bundle, files);
      // One language is fetched with the page: the largest counts.
      const sizes = [...files].map(gzipSize);
      const language = Math.max(0, ...languages.map((chunk) => gzipSize(chunk.fileName)));
      const total = sizes.reduce((sum, size) => sum + size, language);
      config.logger.info(`first page: ${(total / 1000).toFixed(1)} kB gzip in ${files.size + 1} files`);
      if (total > FIRST_PAGE_MAX_GZIP_BYTES) {
        throw new Error(
          `The first page has grown to ${total} bytes (gzip); ${FIRST_PAGE_MAX_GZIP_BYTES} are allowed.`,
        );
      }
    },
  };

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
