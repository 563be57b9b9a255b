import { createHash } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface UpdateFeed {
  url: string;
  /** Paths asked for so far, with the headers of each. */
  asked: { path: string; headers: http.IncomingHttpHeaders }[];
}

/** A feed as electron-builder writes it, on this machine, with one version in it; ends with the test. */
export async function serveUpdates(version: string): Promise<UpdateFeed> {
  const asked: UpdateFeed['asked'] = [];
  const file = Buffer.from('not really a program');
  const sha512 = createHash('sha512').update(file).digest('base64');
  const name = `Porchlight-${version}.AppImage`;
  const list = [
    `version: ${version}`,
    'files:',
    `  - url: ${name}`,
    `    sha512: ${sha512}`,
    `    size: ${file.length}`,
    `path: ${name}`,
    `sha512: ${sha512}`,
    `releaseDate: '2030-01-01T00:00:00.000Z'`,
    '',
  ].join('\n');
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://feed');
    asked.push({ path: pathname, headers: request.headers });
    if (pathname === '/latest-linux.yml') response.end(list);
    else if (pathname === `/${name}`) response.end(file);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
