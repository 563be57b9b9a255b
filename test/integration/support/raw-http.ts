import http from 'node:http';
import type { HostProcess } from '../../support/host-process.ts';

export interface RawRequest {
  method?: string;
  /** The whole path as it goes over the wire, unchecked and unescaped. */
  path: string;
  /** Any header, Host and Origin included. */
  headers?: http.OutgoingHttpHeaders;
  body?: string | Buffer;
}

export interface RawAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });

/** One HTTP request just as it is given; `fetch` would correct too much of it. */
export function rawRequest(host: Pick<HostProcess, 'port'>, request: RawRequest): Promise<RawAnswer> {
  const { method = 'GET', path, headers = {}, body } = request;
  return new Promise((resolve, reject) => {
    const outgoing = http.request(
      { host: '127.0.0.1', port: host.port, method, path, headers, agent },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The code of an error answer, or what stood in its place. */
export function errorCode({ status, text }: Pick<RawAnswer, 'status' | 'text'>): string {
  try {
    const { error } = JSON.parse(text) as { error?: { code?: string } };
    return error?.code ?? `${status} without a code: ${text.slice(0, 200)}`;
  } catch {
    return `${status} without JSON: ${text.slice(0, 200)}`;
  }
}
