import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

export type SchemeHandler = (request: Request) => Response | Promise<Response>;

/** Of a request, what the app's handler must not see as the browser sent it. */
const HOP_HEADERS = new Set(['host', 'connection', 'transfer-encoding', 'cookie', 'keep-alive']);

/**
 * Chromium started from outside knows no custom schemes, so a session's `app://porchlight/x` is served at
 * `http://porchlight.app.localhost:PORT/x` (a secure context, and an origin of its own) and mapped back wherever the
 * app sees an address.
 */
export class SchemeServer {
  private readonly handlers = new Map<string, SchemeHandler>();
  private readonly server: Server;
  private port: number | null = null;

  constructor() {
    this.server = createServer((request, response) => {
      void this.answer(request, response);
    });
    this.server.unref();
  }

  set(scheme: string, handler: SchemeHandler): void {
    if (this.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    this.handlers.set(scheme, handler);
  }
  delete(scheme: string): void {
    this.handlers.delete(scheme);
  }
  has(scheme: string): boolean {
    return this.handlers.has(scheme);
  }

  /** The address that Chromium loads for one of the app's. */
  async toBrowser(url: string): Promise<string> {
    const { protocol, host, pathname, search, hash } = new URL(url);
    const scheme = protocol.slice(0, -1);
    if (!this.handlers.has(scheme)) return url;
    if (this.port === null) {
      this.server.listen(0, '127.0.0.1');
      await once(this.server, 'listening');
      this.port = (this.server.address() as AddressInfo).port;
    }
    return `http://${host}.${scheme}.localhost:${this.port}${pathname}${search}${hash}`;
  }

  /** The app's address for one of Chromium's. */
  fromBrowser(url: string): string {
    const match = /^http:\/\/([^/]+)\.([a-z][\w+.-]*)\.localhost:(\d+)(.*)$/.exec(url);
    if (match === null || Number(match[3]) !== this.port) return url;
    return `${String(match[2])}://${String(match[1])}${String(match[4])}`;
  }

  private async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = this.fromBrowser(`http://${incoming.headers.host ?? ''}${incoming.url ?? '/'}`);
    const handler = this.handlers.get(url.slice(0, url.indexOf(':')));
    if (handler === undefined) {
      outgoing.writeHead(404).end();
      return;
    }
    const gone = new AbortController();
    outgoing.on('close', () => gone.abort());
    try {
      const response = await handler(this.toRequest(incoming, url, gone.signal));
      // A list keeps several Set-Cookie headers apart.
      outgoing.writeHead(response.status, [...response.headers].flat());
      outgoing.flushHeaders();
      await stream(response.body, outgoing, gone.signal);
      outgoing.end();
    } catch (error) {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500, { 'content-type': 'text/plain' }).end(`net::ERR_FAILED ${String(error)}`);
    }
  }

  private toRequest(incoming: IncomingMessage, url: string, signal: AbortSignal): Request {
    const { method = 'GET' } = incoming;
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headersDistinct)) {
      if (HOP_HEADERS.has(name)) continue;
      for (const each of value ?? []) headers.append(name, this.mapHeader(name, each));
    }
    if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
    const body = Readable.toWeb(incoming) as ReadableStream;
    // The DOM's types know nothing of `duplex`, which a streamed body needs.
    const init: object = { method, headers, signal, body, duplex: 'half' };
    return new Request(url, init);
  }

  private mapHeader(name: string, value: string): string {
    if (name === 'origin') return this.fromBrowser(value);
    return name === 'referer' ? this.fromBrowser(value) : value;
  }
}

/** Writes a body as it comes, no faster than it is read, until the page lets go. */
async function stream(body: Response['body'], outgoing: ServerResponse, signal: AbortSignal): Promise<void> {
  if (body === null) return;
  const reader = body.getReader();
  signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    if (!outgoing.write(value)) await once(outgoing, 'drain', { signal });
  }
}
