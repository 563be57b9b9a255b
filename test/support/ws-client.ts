import { WebSocket, type ClientOptions } from 'ws';
import type { ClientFrame } from '../../server/protocol/client-frames.ts';
import type { LogEvent } from '../../server/protocol/event.ts';
import type { ServerFrame } from '../../server/protocol/server-frames.ts';

const WAIT_MS = 5_000;

type FrameOf<Type extends ServerFrame['type']> = Extract<ServerFrame, { type: Type }>;

export interface ConnectOptions {
  token?: string;
  /** What a browser would say; scripts say nothing. */
  origin?: string;
  headers?: Record<string, string>;
}

export interface Closed {
  code: number;
  reason: string;
}

/** Opens a connection to a host such as `http://127.0.0.1:8322`. Rejects where the host refuses the upgrade. */
export async function connect(hostUrl: string, options: ConnectOptions = {}): Promise<WsClient> {
  const { token, origin, headers } = options;
  const settings: ClientOptions = {
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
    ...(origin === undefined ? {} : { origin }),
  };
  const socket = new WebSocket(`${hostUrl.replace(/^http/, 'ws')}/api/v1/ws`, settings);
  const client = new WsClient(socket);
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

export class UpgradeRefused extends Error {
  override readonly name = 'UpgradeRefused';
  readonly status: number;

  constructor(status: number) {
    super(`The host refused the upgrade with ${status}.`);
    this.status = status;
  }
}

/** The wire as it is: sends frames, records every frame that comes, and waits for them. Nothing is retried. */
export class WsClient {
  readonly socket: WebSocket;
  readonly frames: ServerFrame[] = [];
  /** Resolves at the end of the connection, however it ends. */
  readonly closed: Promise<Closed>;
  readonly #watchers = new Set<() => void>();
  #end: Closed | null = null;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      this.frames.push(JSON.parse(data.toString('utf8')) as ServerFrame);
      this.#wake();
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        this.#end = { code, reason: reason.toString('utf8') };
        this.#wake();
        resolve(this.#end);
      });
    });
  }

  get isOpen(): boolean {
    return this.#end === null;
  }

  /** Every event so far, in the order in which they came. */
  get events(): LogEvent[] {
    return this.frames.flatMap((frame) => (frame.type === 'events' ? frame.events : []));
  }

  send(frame: ClientFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  /** For frames that no honest client sends. */
  sendText(text: string): void {
    this.socket.send(text);
  }

  /** Says hello and gives the host's welcome. */
  async hello(since: number | null = null): Promise<FrameOf<'welcome'>> {
    const seen = this.frames.length;
    this.send({ type: 'hello', since });
    return this.waitFor('welcome', { from: seen });
  }

  /** Posts a message and gives the ack, or throws the host's refusal. */
  async post(roomId: string, text: string, clientMessageId: string): Promise<FrameOf<'ack'>> {
    const seen = this.frames.length;
    this.send({ type: 'send', clientMessageId, roomId, text });
    const answer = await this.#wait(
      () =>
        this.frames
          .slice(seen)
          .find(
            (frame) =>
              (frame.type === 'ack' || frame.type === 'error') && frame.clientMessageId === clientMessageId,
          ),
      `an answer to ${clientMessageId}`,
      WAIT_MS,
    );
    if (answer.type !== 'ack') throw new Error(`The host refused the message: ${JSON.stringify(answer)}`);
    return answer;
  }

  /**
   * The first frame of this type that fits, of those recorded from index `from` on (all, unless told) or still to come.
   * Throws after `timeoutMs` with what came instead.
   */
  waitFor<Type extends ServerFrame['type']>(
    type: Type,
    options: { where?: (frame: FrameOf<Type>) => boolean; from?: number; timeoutMs?: number } = {},
  ): Promise<FrameOf<Type>> {
    const { where = () => true, from = 0, timeoutMs = WAIT_MS } = options;
    const fits = (frame: ServerFrame): frame is FrameOf<Type> =>
      frame.type === type && where(frame as FrameOf<Type>);
    return this.#wait(() => this.frames.slice(from).find(fits), `a frame "${type}"`, timeoutMs);
  }

  /** The first event that fits, recorded or still to come. */
  waitForEvent(where: (event: LogEvent) => boolean, timeoutMs = WAIT_MS): Promise<LogEvent> {
    return this.#wait(() => this.events.find(where), 'an event', timeoutMs);
  }

  /** Ends the connection as a page does. */
  async close(): Promise<Closed> {
    this.socket.close();
    return this.closed;
  }

  /** Drops the connection without a word, as a lost network does. */
  terminate(): void {
    this.socket.terminate();
  }

  #wake(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  #wait<Found>(find: () => Found | undefined, what: string, timeoutMs: number): Promise<Found> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.#watchers.delete(check);
        settle();
      };
      const check = () => {
        const found = find();
        if (found !== undefined) finish(() => resolve(found));
        else if (this.#end !== null) finish(() => reject(this.#missing(what, 'before the connection ended')));
      };
      const timer = setTimeout(
        () => finish(() => reject(this.#missing(what, `within ${timeoutMs} ms`))),
        timeoutMs,
      );
      this.#watchers.add(check);
      check();
    });
  }

  #missing(what: string, when: string): Error {
    const lastFrames = this.frames.slice(-5).map((frame) => JSON.stringify(frame).slice(0, 300));
    return new Error(
      [`${what} did not come ${when}. End: ${JSON.stringify(this.#end)}. Last frames:`, ...lastFrames].join(
        '\n',
      ),
    );
  }
}
