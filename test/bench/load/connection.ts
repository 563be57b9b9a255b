import net from 'node:net';
import { clientFrame } from './client-frame.ts';
import { FrameReader, OPCODE } from './frame-reader.ts';
import { UpgradeAnswer, upgradeRequest } from './handshake.ts';
import type { KnownFrames } from './known-frames.ts';
import { Tally } from './tally.ts';
import type { Dialect, Player, Said } from './dialect.ts';

/** Every connection reads into this one buffer: what a read brought is used up before the next begins. */
const READ_BUFFER = Buffer.allocUnsafeSlow(1_048_576);

export interface Address {
  host: string;
  port: number;
}

export interface ConnectionEvents {
  /** `at` is a time of performance.now(). */
  onMessages: (indexes: readonly number[], at: number) => void;
  onSaid: (said: Said, connection: Connection, at: number) => void;
  onEnd: (connection: Connection, error: Error | null) => void;
}

/** What all connections of a crowd share. */
export interface ConnectionOptions {
  address: Address;
  dialect: Dialect;
  frames: KnownFrames;
  events: ConnectionEvents;
}

/** One WebSocket of the load: as little work for each byte as this language allows. */
export class Connection {
  readonly player: Player;
  /** What was delivered here. */
  readonly tally = new Tally();
  /** Who is here, as far as this one was told. Filled only where it matters. */
  readonly known = new Set<string>();
  /** False once the load itself has ended it. */
  isWanted = true;
  private readonly dialect: Dialect;
  private readonly events: ConnectionEvents;
  private readonly socket: net.Socket;
  private readonly reader: FrameReader;
  private readonly frames: KnownFrames;
  private answer: UpgradeAnswer | null = new UpgradeAnswer();
  private hasEnded = false;
  /** When the bytes that are being read came. */
  private at = 0;

  constructor({ address, dialect, frames, events }: ConnectionOptions, player: Player, since: number | null) {
    this.player = player;
    this.dialect = dialect;
    this.frames = frames;
    this.events = events;
    this.reader = new FrameReader((opcode, bytes, start, end) => this.receive(opcode, bytes, start, end));
    this.socket = net.connect({
      ...address,
      noDelay: true,
      onread: {
        buffer: READ_BUFFER,
        callback: (length) => {
          this.read(READ_BUFFER.subarray(0, length), since);
          return true;
        },
      },
    });
    this.socket.on('connect', () => {
      this.socket.write(
        upgradeRequest(`${address.host}:${address.port}`, dialect.path(player), player.token),
      );
    });
    this.socket.on('error', (error) => this.end(error));
    this.socket.on('close', () => this.end(null));
  }

  /** Sends message `index`. */
  send(index: number, text: string): void {
    this.sendText(this.dialect.send(this.player, index, text));
  }

  /** Ends the connection without a word, as a lost network does. */
  drop(): void {
    this.socket.destroy();
  }

  private sendText(text: string): void {
    this.socket.write(clientFrame(text));
  }

  private read(chunk: Buffer, since: number | null): void {
    this.at = performance.now();
    try {
      if (this.answer === null) {
        this.reader.push(chunk);
        return;
      }
      const rest = this.answer.push(chunk);
      if (rest === null) return;
      this.answer = null;
      const greeting = this.dialect.greeting(this.player, since);
      if (greeting !== null) this.sendText(greeting);
      this.reader.push(rest);
    } catch (error) {
      this.end(error instanceof Error ? error : new Error(String(error)));
      this.socket.destroy();
    }
  }

  private receive(opcode: number, bytes: Buffer, start: number, end: number): void {
    if (opcode === OPCODE.ping) {
      this.socket.write(clientFrame(Buffer.from(bytes.subarray(start, end)), OPCODE.pong));
    } else if (opcode === OPCODE.close) {
      this.end(
        new Error(`closed by the server: ${end - start >= 2 ? bytes.readUInt16BE(start) : 'no code'}`),
      );
      this.socket.destroy();
    } else if (opcode === OPCODE.text) {
      this.receiveText(bytes, start, end);
    }
  }

  private receiveText(bytes: Buffer, start: number, end: number): void {
    const messages = this.frames.read(bytes, start, end);
    if (messages) {
      this.tally.addAll(messages.tally);
      this.events.onMessages(messages.indexes, this.at);
    } else {
      this.listen(this.dialect.read(bytes.toString('utf8', start, end)));
    }
  }

  private listen(said: Said): void {
    if (said.kind === 'reply') this.sendText(said.text);
    this.events.onSaid(said, this, this.at);
  }

  private end(error: Error | null): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.events.onEnd(this, error);
  }
}
