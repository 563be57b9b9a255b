import path from 'node:path';
import { mergeConfig, type ViteDevServer } from 'vite';
import pages from '../../../vite.config.ts';

/** The gallery is served, never built: `vite --config test/support/gallery/vite.config.ts`. */
export default mergeConfig(pages, {
  plugins: [
    {
      name: 'porchlight:gallery',
      enforce: 'pre',
      configureServer(server: ViteDevServer) {
        server.middlewares.use((request, _response, next) => {
          // The pages' own paths all lead here: what they show depends on the scene that is kept in the session.
          if (/^\/(?:$|\?|(?:join|setup)(?:$|[/?])|room\/\d)/.test(request.url ?? ''))
            request.url = '/index.html';
          next();
        });
      },
    },
  ],
  root: import.meta.dirname,
  publicDir: path.join(import.meta.dirname, '../../../renderer/public'),
  server: { proxy: {} },
});
