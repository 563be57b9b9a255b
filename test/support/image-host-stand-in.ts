import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** How the stand-in answers an upload. */
export type StandInMood =
  | 'takes'
  | 'has-it'
  | 'breaks'
  | 'refuses'
  | 'wrong-json'
  | 'no-json'
  | 'bad-address'
  | 'endless-answer'
  | 'redirects'
  | 'too-large'
  | 'silent'
  | 'hangs-up';

export interface TakenUpload {
  path: string;
  headers: http.IncomingHttpHeaders;
  /** Every part of the form, the picture's bytes as Latin-1 text. */
  parts: Map<string, { text: string; fileName: string | null; type: string | null }>;
}

export interface ImageHostStandIn {
  /** Stands for freeimage.host and for sm.ms alike. */
  url: string;
  /** By path; what is not named takes pictures. */
  moods: { freeimage: StandInMood; smms: StandInMood };
  uploads: TakenUpload[];
  /** Every TCP connection since the start, whatever came over it. */
  connectionCount(): number;
}

const FREEIMAGE_PATH = '/api/1/upload';
const SMMS_PATH = '/api/v2/upload';

/** Image hosts on loopback that speak Chevereto's and sm.ms's formats; gone when the running test is over. */
export async function imageHostStandIn(): Promise<ImageHostStandIn> {
  let connections = 0;
  const server = http.createServer((request, response) => void answer(request, response, standIn));
  server.on('connection', () => connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const standIn: ImageHostStandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    moods: { freeimage: 'takes', smms: 'takes' },
    uploads: [],
    connectionCount: () => connections,
  };
  return standIn;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  standIn: ImageHostStandIn,
): Promise<void> {
  const path = request.url ?? '';
  const isSmms = path === SMMS_PATH;
  if (request.method !== 'POST' || (!isSmms && path !== FREEIMAGE_PATH)) {
    response.writeHead(404).end('no such page');
    return;
  }
  const mood = isSmms ? standIn.moods.smms : standIn.moods.freeimage;
  if (mood === 'hangs-up') {
    request.socket.destroy();
    return;
  }
  const bytes = await new Response(request as unknown as ReadableStream).bytes().catch(() => null);
  if (bytes === null) return;
  standIn.uploads.push({ path, headers: request.headers, parts: formParts(request, Buffer.from(bytes)) });
  switch (mood) {
    case 'silent':
      return;
    case 'breaks':
      response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Internal Server Error</h1>');
      return;
    case 'too-large':
      response.writeHead(413).end();
      return;
    case 'redirects':
      response.writeHead(302, { location: `${standIn.url}/elsewhere` }).end();
      return;
    case 'no-json':
      json(response, 200, '<html>Welcome</html>');
      return;
    case 'wrong-json':
      json(response, 200, JSON.stringify({ status_code: 200, success: true, data: {}, image: {} }));
      return;
    case 'endless-answer':
      json(response, 200, `"${'x'.repeat(1_000_000)}"`);
      return;
    case 'takes':
    case 'has-it':
    case 'refuses':
    case 'bad-address':
      json(response, ...(isSmms ? smmsAnswer(mood) : cheveretoAnswer(mood)));
  }
}

type Spoken = 'takes' | 'has-it' | 'refuses' | 'bad-address';

/** As freeimage.host answers (Chevereto API v1). */
function cheveretoAnswer(mood: Spoken): [number, string] {
  if (mood === 'refuses') {
    const error = { message: 'Invalid API v1 key.', code: 100, context: 'Exception' };
    return [400, JSON.stringify({ status_code: 400, error, status_txt: 'Bad Request' })];
  }
  const url = mood === 'bad-address' ? 'javascript:alert(1)' : 'https://iili.io/33o3vOg.jpg';
  const displayUrl = mood === 'bad-address' ? url : 'https://iili.io/33o3vOg.md.jpg';
  return [
    200,
    JSON.stringify({
      status_code: 200,
      success: { message: 'image uploaded', code: 200 },
      image: { name: '33o3vOg', extension: 'jpg', size: 1234, width: 10, url, display_url: displayUrl },
      status_txt: 'OK',
    }),
  ];
}

/** As sm.ms answers (API v2): its refusals come with status 200. */
function smmsAnswer(mood: Spoken): [number, string] {
  const url = mood === 'bad-address' ? 'file:///etc/passwd' : 'https://s2.loli.net/2025/03/03/Kf8.png';
  if (mood === 'has-it') {
    const message = `Image upload repeated limit, this image exists at: ${url}`;
    return [200, JSON.stringify({ success: false, code: 'image_repeated', message, images: url })];
  }
  if (mood === 'refuses') {
    return [200, JSON.stringify({ success: false, code: 'unauthorized', message: 'Unauthorized.' })];
  }
  return [
    200,
    JSON.stringify({
      success: true,
      code: 'success',
      message: 'Upload success.',
      data: { file_id: 0, width: 10, height: 10, filename: 'picture.png', size: 1234, url, hash: 'abc' },
      RequestId: '9B7F',
    }),
  ];
}

function json(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

function formParts({ headers }: IncomingMessage, body: Buffer): TakenUpload['parts'] {
  const boundary = /boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1] ?? '';
  const parts: TakenUpload['parts'] = new Map();
  for (const part of body.toString('latin1').split(`--${boundary}\r\n`).slice(1)) {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    const name = /; name="([^"]*)"/.exec(head)?.[1] ?? '';
    parts.set(name, {
      text: rest.join('\r\n\r\n').replace(new RegExp(`\\r\\n(?:--${boundary}--\\r\\n)?$`), ''),
      fileName: /filename="([^"]*)"/.exec(head)?.[1] ?? null,
      type: /Content-Type: (.+)/i.exec(head)?.[1]?.trim() ?? null,
    });
  }
  return parts;
}
