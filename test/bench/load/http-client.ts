import { Agent, request, type RequestOptions } from 'node:http';

export interface HttpAnswer {
  status: number;
  body: string;
  /** From the call to the answer's last byte. */
  ms: number;
}

export interface HttpCall {
  method?: 'GET' | 'POST';
  path: string;
  token?: string | null;
  /** Sent as JSON. */
  body?: unknown;
}

/** HTTP over a few connections that are kept open, as a browser keeps them. */
export class HttpClient {
  private readonly address: { host: string; port: number };
  private readonly agent: Agent;

  constructor(address: { host: string; port: number }, connections = 6) {
    this.address = address;
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  call({ method = 'GET', path, token, body }: HttpCall): Promise<HttpAnswer> {
    const json = body === undefined ? undefined : JSON.stringify(body);
    const options: RequestOptions = {
      ...this.address,
      agent: this.agent,
      method,
      path,
      headers: {
        ...(token != null && { authorization: `Bearer ${token}` }),
        ...(json !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(json),
        }),
      },
    };
    const startedAt = performance.now();
    return new Promise((resolve, reject) => {
      const call = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const ms = performance.now() - startedAt;
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8'), ms });
        });
      });
      call.on('error', reject);
      call.end(json);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
