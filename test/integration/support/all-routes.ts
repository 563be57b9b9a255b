import fs from 'node:fs';
import path from 'node:path';
import type { Router } from 'express';

const ROUTES_FOLDER = path.join(import.meta.dirname, '../../../server/transport/routes');

/** Stands in for everything a route is given: routes are only looked at here, never called. */
const anything: unknown = new Proxy(() => undefined, { get: () => anything, apply: () => anything });

/**
 * Every route that the host has below /api/v1, as "POST /rooms/:id/join": all that the files in
 * server/transport/routes export, so that a new file or route is found by itself.
 */
export async function allRoutes(): Promise<string[]> {
  const routes: string[] = [];
  for (const file of fs.readdirSync(ROUTES_FOLDER).filter((name) => name.endsWith('.ts'))) {
    const module = (await import(path.join(ROUTES_FOLDER, file))) as Record<string, unknown>;
    for (const make of Object.values(module)) {
      if (typeof make !== 'function') continue;
      routes.push(...routesOf((make as (...given: unknown[]) => Router)(anything, anything)));
    }
  }
  return routes.sort();
}

function routesOf(router: Router): string[] {
  return router.stack.flatMap(({ route }) => {
    if (!route) return [];
    const methods = route.stack.map((layer) => layer.method as string | undefined);
    return methods.flatMap((method) => (method ? [`${method.toUpperCase()} ${route.path}`] : []));
  });
}
