import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

/** The client library of the original's front ends, as its package ships it. */
const LIBRARY = readFileSync(createRequire(import.meta.url).resolve('websocket-heartbeat-js'), 'utf8');

/**
 * A front end as small as one can be: signs in over HTTP, opens the WebSocket with the library, says that it is
 * online, and keeps what comes. `connect(options)` starts it; what it has seen stands in `seen`.
 */
export const SEED_PAGE = `<!doctype html><meta charset="utf-8"><title>seed client</title>
<script>${LIBRARY.replaceAll('</script', '<\\/script')}</script>
<script>
  const seen = { frames: [], opens: 0, reconnects: 0, closes: [] };
  let me;
  let line;
  async function login(base, username, password) {
    const answer = await fetch(base + '/login', {
      method: 'POST',
      credentials: 'include',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password, avatar_id: '4' }),
    });
    const home = await (await fetch(base + '/home', { credentials: 'include' })).json();
    me = home.data.user_info;
    return answer.json();
  }
  function connect(base, options) {
    line = new WebsocketHeartbeatJs({ url: base.replace(/^http/, 'ws') + '/ws', pingMsg: 'heartbeat', ...options });
    line.onopen = () => {
      seen.opens++;
      say(1, { room_id: '1' });
    };
    line.onmessage = (event) => {
      const frame = JSON.parse(event.data);
      seen.frames.push(frame);
      if (frame.status === -1) line.close();
    };
    line.onreconnect = () => seen.reconnects++;
    line.onclose = (event) => seen.closes.push(event.code);
  }
  function say(status, data) {
    const { uid, username, avatar_id } = me;
    line.send(JSON.stringify({ status, data: { uid: String(uid), username, avatar_id, ...data } }));
  }
</script>`;

export interface SeedPageServer {
  origin: string;
  close(): Promise<void>;
}

/** Serves the page from an origin of its own, as front ends do that live apart from their host. */
export async function serveSeedPage(): Promise<SeedPageServer> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(SEED_PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
