import http from 'node:http';
import type { FileAnswer } from '../../server/protocol/http.ts';
import type { HostProcess } from './host-process.ts';

const TUS = { 'tus-resumable': '1.0.0' };

type At = Pick<HostProcess, 'url'>;

export interface TusAnswer {
  status: number;
  code: string | undefined;
  headers: Headers;
}

/** Asks for a place for so many bytes. */
export async function beginTus(
  { url }: At,
  token: string,
  size: number,
  { name = 'file.bin', headers = {} }: { name?: string; headers?: Record<string, string> } = {},
): Promise<TusAnswer & { place: string }> {
  const response = await fetch(`${url}/api/v1/resumable-uploads`, {
    method: 'POST',
    headers: {
      ...TUS,
      authorization: `Bearer ${token}`,
      'upload-length': String(size),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
      ...headers,
    },
  });
  return { ...(await answerOf(response)), place: response.headers.get('location') ?? '' };
}

/** Adds bytes from an offset on. */
export async function addBytes(
  { url }: At,
  token: string,
  place: string,
  offset: number,
  bytes: Uint8Array,
): Promise<TusAnswer> {
  const response = await fetch(url + place, {
    method: 'PATCH',
    headers: {
      ...TUS,
      authorization: `Bearer ${token}`,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  });
  return answerOf(response);
}

/** Begins to add bytes and leaves the request open; the test ends it, or breaks it off. */
export function addSlowly(
  { url }: At,
  token: string,
  place: string,
  offset: number,
  length: number,
): http.ClientRequest {
  const request = http.request(url + place, {
    method: 'PATCH',
    agent: false,
    headers: {
      ...TUS,
      authorization: `Bearer ${token}`,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      'content-length': length,
    },
  });
  request.on('error', () => undefined);
  return request;
}

/** How much of it the host has; null where it knows nothing of it. */
export async function offsetOf({ url }: At, token: string, place: string): Promise<number | null> {
  const response = await fetch(url + place, {
    method: 'HEAD',
    headers: { ...TUS, authorization: `Bearer ${token}` },
  });
  return response.ok ? Number(response.headers.get('upload-offset')) : null;
}

/** Makes a file of it. */
export async function finishTus(
  { url }: At,
  token: string,
  place: string,
): Promise<TusAnswer & Partial<FileAnswer>> {
  const response = await fetch(`${url}${place}/file`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  const body = (await response.clone().json()) as Partial<FileAnswer>;
  return { ...(await answerOf(response)), ...body };
}

export async function dropTus({ url }: At, token: string, place: string): Promise<number> {
  const response = await fetch(url + place, {
    method: 'DELETE',
    headers: { ...TUS, authorization: `Bearer ${token}` },
  });
  await response.arrayBuffer();
  return response.status;
}

async function answerOf(response: Response): Promise<TusAnswer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, code: codeIn(text) };
}

function codeIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { error?: { code?: string } }).error?.code;
  } catch {
    return undefined;
  }
}
