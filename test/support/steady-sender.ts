import { WebSocket } from 'ws';
import type { ClientFrame } from '../../server/protocol/client-frames.ts';
import type { ErrorCode } from '../../server/protocol/errors.ts';
import type { LogEvent } from '../../server/protocol/event.ts';
import type { SignedIn } from '../../server/protocol/http.ts';
import type { ServerFrame } from '../../server/protocol/server-frames.ts';

/** Short, so that a host that is back is found while its first commits are still young. */
const RECONNECT_MS = 20;
const SEND_AGAIN_MS = 100;

export interface Ack {
  messageId: string;
  seq: number;
}

export interface Posted {
  clientMessageId: string;
  roomId: string;
  text: string;
  /** How often it went out on a wire. */
  attempts: number;
  /** Every answer, repeats included, in the order in which they came. */
  acks: Ack[];
}

type ChangeFrame = Extract<ClientFrame, { type: 'edit' | 'react' }>;

export interface Change {
  frame: ChangeFrame;
  attempts: number;
  isDone: boolean;
}

/** What waits for its answer, and the record that counts its attempts. */
interface Waiting {
  frame: ClientFrame;
  record: Posted | Change;
}

/**
 * A client as the contract wants it: everything it writes waits in an outbox and goes out again after each
 * reconnection until it is answered, and it comes back with the last seq it holds. It never gives up, and
 * it keeps a record of all that it sent and saw. What the host may never do is noted in `faults`.
 */
export class SteadySender {
  readonly userId: string;
  readonly name: string;
  readonly posted = new Map<string, Posted>();
  readonly changes = new Map<string, Change>();
  /** Every event of every connection, in the order in which they came. */
  readonly events: LogEvent[] = [];
  readonly faults: string[] = [];
  /** Where the log stood at the first welcome; events after it are this client's to get. */
  firstSeq: number | null = null;
  /** The last seq it holds. */
  seq: number | null = null;
  isLive = false;
  connectionCount = 0;
  private readonly token: string;
  private readonly url: string;
  private readonly outbox = new Map<string, Waiting>();
  private socket: WebSocket | null = null;
  private readonly expected = new Set<string>();
  private readonly abandoned: WebSocket[] = [];
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(hostUrl: string, { user, token }: SignedIn) {
    this.url = `${hostUrl.replace(/^http/, 'ws')}/api/v1/ws`;
    this.userId = user.id;
    this.name = user.username;
    this.token = token;
  }

  get waitingCount(): number {
    return this.outbox.size;
  }

  connect(): void {
    const socket = new WebSocket(this.url, {
      headers: { authorization: `Bearer ${this.token}` },
      perMessageDeflate: false,
    });
    this.socket = socket;
    socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', since: this.seq })));
    socket.on('message', (data: Buffer) => this.receive(JSON.parse(data.toString('utf8')) as ServerFrame));
    // A host that is down refuses; `close` follows and tries again.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.isLive = false;
      if (!this.isStopped) this.timer = setTimeout(() => this.connect(), RECONNECT_MS);
    });
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.socket?.terminate();
    for (const socket of this.abandoned) socket.terminate();
  }

  /** From now on the host may refuse with these codes; what it refused is sent again, later. */
  expects(...codes: ErrorCode[]): void {
    for (const code of codes) this.expected.add(code);
  }

  /** Loses the connection without a word, as with a lost network, and comes back. */
  drop(): void {
    this.socket?.terminate();
  }

  /** Comes back over a new connection and leaves the old one open, as a page does whose network has changed. */
  abandon(): void {
    const { socket } = this;
    if (!socket) return;
    socket.removeAllListeners('message');
    socket.removeAllListeners('close');
    this.abandoned.push(socket);
    this.isLive = false;
    clearTimeout(this.timer);
    this.connect();
  }

  /** Writes a message: into the outbox, and out where there is a connection. */
  post(roomId: string, words = ''): Posted {
    // The same ids for everybody: they are each sender's own.
    const clientMessageId = `message-${this.posted.size}`;
    const text = `${this.name}, ${clientMessageId} ${words}`.trim();
    const posted: Posted = { clientMessageId, roomId, text, attempts: 0, acks: [] };
    this.posted.set(clientMessageId, posted);
    this.queue(clientMessageId, { frame: { type: 'send', clientMessageId, roomId, text }, record: posted });
    return posted;
  }

  /** Changes a message, with the same patience. */
  change(frame: ChangeFrame): void {
    const requestId = `change-${this.changes.size}`;
    const change: Change = { frame: { ...frame, requestId }, attempts: 0, isDone: false };
    this.changes.set(requestId, change);
    this.queue(requestId, { frame: change.frame, record: change });
  }

  private queue(key: string, waiting: Waiting): void {
    this.outbox.set(key, waiting);
    if (this.isLive) this.transmit(waiting);
  }

  private transmit({ frame, record }: Waiting): void {
    record.attempts++;
    this.socket?.send(JSON.stringify(frame));
  }

  private receive(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.firstSeq ??= frame.seq;
        this.seq ??= frame.seq;
        this.isLive = true;
        this.connectionCount++;
        for (const waiting of this.outbox.values()) this.transmit(waiting);
        break;
      case 'events':
        for (const event of frame.events) this.take(event);
        break;
      case 'ack':
        this.acknowledge(frame.clientMessageId, { messageId: frame.messageId, seq: frame.seq });
        break;
      case 'done': {
        const change = this.changes.get(frame.requestId);
        if (change) change.isDone = true;
        else this.faults.push(`done for ${frame.requestId}, which was never asked`);
        this.outbox.delete(frame.requestId);
        break;
      }
      case 'error':
        if (this.expected.has(frame.code)) this.sendAgain(frame.clientMessageId ?? frame.requestId);
        else this.faults.push(`the host answered ${JSON.stringify(frame)}`);
        break;
      case 'resync':
        this.faults.push(`the host answered ${JSON.stringify(frame)}`);
        break;
      case 'presence':
      case 'typing':
      case 'pong':
        break;
    }
  }

  private sendAgain(key = ''): void {
    setTimeout(() => {
      const waiting = this.outbox.get(key);
      if (waiting && this.isLive) this.transmit(waiting);
    }, SEND_AGAIN_MS);
  }

  private take(event: LogEvent): void {
    if (this.seq !== null && event.seq <= this.seq) {
      this.faults.push(`event ${event.seq} came while ${this.seq} was held: twice, or out of order`);
    }
    this.seq = event.seq;
    this.events.push(event);
  }

  private acknowledge(clientMessageId: string, ack: Ack): void {
    this.outbox.delete(clientMessageId);
    const posted = this.posted.get(clientMessageId);
    if (posted) posted.acks.push(ack);
    else this.faults.push(`an ack for ${clientMessageId}, which was never sent`);
  }
}
