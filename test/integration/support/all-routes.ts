import fs from 'node:fs';
import path from 'node:path';
import type { Router } from 'express';

const ROUTES_FOLDER = path.join(import.meta.dirname, '../../../server/transport/routes');

/** Where the routes of a function are, if not below /api/v1. */
const MOUNTS: Record<string, string> = { sharedPictureRoutes: '/uploads' };

/** Stands in for everything a route is given: routes are only looked at here, never called. */
const anything: unknown = new Proxy(() => undefined, { get: () => anything, apply: () => anything });

/**
 * Every route that the host has below /api/v1, as "POST /rooms/:id/join", and those of its own elsewhere: all that the files in
 * server/transport/routes export, so that a new file or route is found by itself. HEAD is left out: its answers have no
 * body that could say anything.
 */
export async function allRoutes(): Promise<string[]> {
  const routes: string[] = [];
  for (const file of fs.readdirSync(ROUTES_FOLDER).filter((name) => name.endsWith('.ts'))) {
    const module = (await import(path.join(ROUTES_FOLDER, file))) as Record<string, unknown>;
    for (const [name, make] of Object.entries(module)) {
      if (typeof make !== 'function') continue;
      const router = (make as (...given: unknown[]) => Router)(anything, anything);
      routes.push(...routesOf(router, MOUNTS[name] ?? ''));
    }
  }
  return routes.sort();
}

function routesOf(router: Router, mount: string): string[] {
  return router.stack.flatMap(({ route }) => {
    if (!route) return [];
    const methods = route.stack.map((layer) => layer.method as string | undefined);
    return methods.flatMap((method) =>
      method && method !== 'head' ? [`${method.toUpperCase()} ${mount}${route.path}`] : [],
    );
  });
}
