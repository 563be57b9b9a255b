import { openAsBlob } from 'node:fs';
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import axios, { isAxiosError } from 'axios';
import { LIMITS } from '../../protocol/limits.ts';
import type { CallResult, ImageHost, ImageHostFailure, OutgoingPicture } from './image-host.ts';

export interface CallLimits {
  connectTimeoutMs: number;
  totalTimeoutMs: number;
}

export interface CallOptions {
  limits: CallLimits;
  signal?: AbortSignal | undefined;
  /** Bytes sent so far, and in all. */
  onProgress?: ((loaded: number, total: number) => void) | undefined;
}

const CONNECT_TIMEOUT = 'PORCHLIGHT_CONNECT_TIMEOUT';

/**
 * Sends one picture to one image host. Never throws: an axios error carries the request with its keys, so
 * nothing of it leaves this function but the kind of failure.
 */
export async function callImageHost(
  host: ImageHost,
  picture: OutgoingPicture,
  { limits, signal, onProgress }: CallOptions,
): Promise<CallResult> {
  if (picture.size > host.maxBytes) return { failure: 'too_large' };
  if (signal?.aborted) return { failure: 'aborted' };
  const deadline = AbortSignal.timeout(limits.totalTimeoutMs);
  try {
    const { status, data } = await axios.post<string>(host.url, await formOf(host, picture), {
      headers: host.headers,
      // What a proxy or a redirect would learn is not for them.
      proxy: false,
      maxRedirects: 0,
      transport: transportWith(limits.connectTimeoutMs),
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      maxBodyLength: host.maxBytes + LIMITS.uploadFormMaxExtraBytes,
      maxContentLength: LIMITS.imageHostAnswerMaxBytes,
      responseType: 'text',
      transformResponse: (body: string) => body,
      validateStatus: () => true,
      onUploadProgress: ({ loaded, total }) =>
        onProgress?.(Math.min(loaded, picture.size), total ?? picture.size),
    });
    return judge(host, status, data);
  } catch (error) {
    return { failure: failureOf(error, signal, deadline) };
  }
}

/** The picture is read from the disk as it is sent, never whole into memory. */
async function formOf(host: ImageHost, picture: OutgoingPicture): Promise<FormData> {
  const form = new FormData();
  for (const [field, value] of Object.entries(host.fields)) form.append(field, value);
  form.append(host.fileField, await openAsBlob(picture.path, { type: picture.mime }), picture.fileName);
  return form;
}

function judge(host: ImageHost, status: number, body: string): CallResult {
  if (status >= 500) return { failure: 'server_error' };
  if (status === 413) return { failure: 'too_large' };
  if (status >= 400) return { failure: 'refused' };
  return status === 200 ? host.read(parseJson(body)) : { failure: 'bad_answer' };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function failureOf(error: unknown, signal: AbortSignal | undefined, deadline: AbortSignal): ImageHostFailure {
  if (signal?.aborted) return 'aborted';
  if (deadline.aborted) return 'timeout';
  const code = isAxiosError(error) ? error.code : undefined;
  if (code === CONNECT_TIMEOUT || code === 'ECONNABORTED' || code === 'ETIMEDOUT') return 'timeout';
  // The answer was longer than any answer is, or no HTTP at all.
  if (code === 'ERR_BAD_RESPONSE' || code?.startsWith('HPE_')) return 'bad_answer';
  return 'unreachable';
}

/** Node's own client, with a limit on reaching the other side apart from the limit on the whole exchange. */
function transportWith(connectTimeoutMs: number) {
  return {
    request: (options: RequestOptions, onResponse: (response: IncomingMessage) => void): ClientRequest => {
      const isSecure = options.protocol === 'https:';
      const request = (isSecure ? https : http).request(options, onResponse);
      const timer = setTimeout(() => {
        request.destroy(Object.assign(new Error('no connection in time'), { code: CONNECT_TIMEOUT }));
      }, connectTimeoutMs);
      request.once('close', () => clearTimeout(timer));
      request.once('socket', (socket) => {
        if (!socket.connecting) clearTimeout(timer);
        else socket.once(isSecure ? 'secureConnect' : 'connect', () => clearTimeout(timer));
      });
      return request;
    },
  };
}
