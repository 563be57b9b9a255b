import http from 'node:http';
import https from 'node:https';
import type { ClientRequest, ClientRequestConstructorOptions, Net } from 'electron';
import { double } from './inspect.ts';
import { strict } from './strict.ts';

/** Node's own requests, which Electron's are modelled on; of each the address is written down. Redirects fail. */
export const net = strict('net', {
  fetch: (input, init) => {
    double.netRequests.push(typeof input === 'string' ? input : input.url);
    return fetch(input, init);
  },
  isOnline: () => true,
  request: (options) => {
    const { protocol = 'http:', hostname, port, path, method, headers } = asOptions(options);
    double.netRequests.push(`${protocol}//${String(hostname)}:${String(port)}${String(path)}`);
    const { request } = protocol === 'https:' ? https : http;
    const made = request({
      protocol,
      hostname,
      port,
      path,
      ...(method === undefined ? {} : { method }),
      ...(headers === undefined ? {} : { headers: headers as http.OutgoingHttpHeaders }),
    });
    return made as unknown as ClientRequest;
  },
} satisfies Pick<Net, 'fetch' | 'isOnline' | 'request'>);

function asOptions(options: ClientRequestConstructorOptions | string): ClientRequestConstructorOptions {
  if (typeof options !== 'string') return options;
  const { protocol: given, hostname, port, pathname, search } = new URL(options);
  const protocol = given === 'https:' ? given : 'http:';
  return { protocol, hostname, path: `${pathname}${search}`, ...(port === '' ? {} : { port: Number(port) }) };
}
