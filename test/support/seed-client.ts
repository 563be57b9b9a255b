import { WebSocket } from 'ws';
import type { HostProcess } from './host-process.ts';
import { UpgradeRefused } from './ws-client.ts';

const WAIT_MS = 5_000;

/** What every answer of the original's HTTP side looks like. */
export interface SeedAnswer<Data = Record<string, unknown>> {
  code: number;
  data: Data;
  msg: string;
}

/** A message as the original's history shows it. */
export interface SeedRow {
  id: number;
  content: string;
  image_url: string;
  room_id: number;
  user_id: number;
  to_user_id: number;
  username: string;
  avatar_id: string;
  created_at: string;
  updated_at: string;
}

export interface SeedPerson {
  uid: string;
  username: string;
  token: string;
}

type HostUrl = Pick<HostProcess, 'url'>;

export interface SeedCallOptions {
  token?: string;
  /** An object is sent as JSON, the rest as it is. */
  body?: Record<string, unknown> | URLSearchParams | FormData | string;
  headers?: Record<string, string>;
}

/** Calls the original's HTTP side as its clients do; redirects are handed back. */
export function seedCall(
  host: HostUrl,
  method: string,
  path: string,
  { token, body, headers }: SeedCallOptions = {},
): Promise<Response> {
  const isPlain =
    typeof body === 'object' && !(body instanceof URLSearchParams) && !(body instanceof FormData);
  return fetch(host.url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { token }),
      ...(isPlain ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isPlain ? JSON.stringify(body) : body }),
  });
}

/** As `seedCall`, for answers in the original's envelope. */
export async function seedAnswer<Data = Record<string, unknown>>(
  host: HostUrl,
  method: string,
  path: string,
  options: SeedCallOptions = {},
): Promise<SeedAnswer<Data>> {
  const response = await seedCall(host, method, path, options);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return JSON.parse(text) as SeedAnswer<Data>;
}

/** Signs in, or makes the account; throws where the host refuses. */
export async function seedLogin(
  host: HostUrl,
  username: string,
  password = 'secret-1',
  avatarId = '1231',
): Promise<SeedPerson> {
  const response = await seedCall(host, 'POST', '/login', {
    body: { username, password, avatar_id: avatarId },
  });
  const answer = (await response.json()) as SeedAnswer;
  const token = response.headers.get('token');
  if (answer.code !== 0 || token === null) throw new Error(`/login refused: ${JSON.stringify(answer)}`);
  const home = await seedAnswer<{ user_info: { uid: number } }>(host, 'GET', '/home', { token });
  return { uid: String(home.data.user_info.uid), username, token };
}

/** A form with one file in the field `file`, as browsers send it. */
export function fileForm(content: Uint8Array | string, name: string): FormData {
  const form = new FormData();
  form.set('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name);
  return form;
}

/** Uploads a picture and gives its address. */
export async function seedUpload(
  host: HostUrl,
  { token }: Pick<SeedPerson, 'token'>,
  picture: Uint8Array,
  name = 'a.png',
): Promise<string> {
  const body = fileForm(picture, name);
  const answer = await seedAnswer<{ data: { url: string } }>(host, 'POST', '/img-upload', { token, body });
  if (answer.code !== 0) throw new Error(`/img-upload refused: ${JSON.stringify(answer)}`);
  return answer.data.data.url;
}

/** The rows of a room, oldest first. */
export async function seedRoom(host: HostUrl, roomId: number, token: string): Promise<SeedRow[]> {
  const { data } = await seedAnswer<{ msg_list: SeedRow[] }>(host, 'GET', `/room/${roomId}`, { token });
  return data.msg_list;
}

export interface SeedFrame {
  status: number;
  data: {
    uid: string;
    username: string;
    avatar_id: string;
    to_uid: string;
    content: string;
    image_url: string;
    room_id: string;
    count: number;
    list: { uid: string; username: string; room_id: string; avatar_id: string }[];
    time: number;
  };
}

export interface SeedConnectOptions {
  token?: string;
  origin?: string;
  path?: string;
}

/** The original's WebSocket as it is: sends frames, records every frame that comes, and waits for them. */
export class SeedClient {
  readonly socket: WebSocket;
  readonly frames: SeedFrame[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #watchers = new Set<() => void>();
  #isOver = false;

  static async connect(host: HostUrl, options: SeedConnectOptions = {}): Promise<SeedClient> {
    const { token, origin, path = '/ws' } = options;
    const socket = new WebSocket(host.url.replace(/^http/, 'ws') + path, {
      headers: token === undefined ? {} : { token },
      ...(origin === undefined ? {} : { origin }),
    });
    const client = new SeedClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
      socket.once('unexpected-response', (_request, response) => {
        reject(new UpgradeRefused(response.statusCode ?? 0));
        response.resume();
      });
    });
    return client;
  }

  /** Connects and sits down in a room, as a client does once it is open. */
  static async online(host: HostUrl, person: SeedPerson, roomId: number): Promise<SeedClient> {
    const client = await SeedClient.connect(host, { token: person.token });
    client.goOnline(person, roomId);
    await client.settled();
    return client;
  }

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      this.frames.push(JSON.parse(data.toString('utf8')) as SeedFrame);
      this.#wake();
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        this.#isOver = true;
        this.#wake();
        resolve({ code, reason: reason.toString('utf8') });
      });
    });
  }

  goOnline({ uid, username }: Pick<SeedPerson, 'uid' | 'username'>, roomId: number | string): void {
    this.send(1, { uid, username, avatar_id: '1', room_id: String(roomId) });
  }

  send(status: number, data: object): void {
    this.socket.send(JSON.stringify({ status, data }));
  }

  sendText(text: string): void {
    this.socket.send(text);
  }

  /** Frames of one kind so far. */
  of(status: number): SeedFrame[] {
    return this.frames.filter((frame) => frame.status === status);
  }

  waitFor(status: number, where: (frame: SeedFrame) => boolean = () => true): Promise<SeedFrame> {
    return this.#wait(
      () => this.frames.find((frame) => frame.status === status && where(frame)),
      `status ${status}`,
    );
  }

  /** Resolves once everything sent so far has been handled: frames of a connection are handled in order. */
  async settled(): Promise<void> {
    const beats = this.of(0).length;
    this.sendText('heartbeat');
    await this.#wait(() => this.of(0)[beats], 'the heartbeat’s answer');
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }

  #wake(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  #wait<Found>(find: () => Found | undefined, what: string): Promise<Found> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.#watchers.delete(check);
        settle();
      };
      const failed = (when: string) =>
        new Error(`${what} did not come ${when}. Frames: ${JSON.stringify(this.frames.slice(-5))}`);
      const check = () => {
        const found = find();
        if (found !== undefined) finish(() => resolve(found));
        else if (this.#isOver) finish(() => reject(failed('before the connection ended')));
      };
      const timer = setTimeout(() => finish(() => reject(failed(`within ${WAIT_MS} ms`))), WAIT_MS);
      this.#watchers.add(check);
      check();
    });
  }
}
