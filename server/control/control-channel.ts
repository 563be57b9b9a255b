import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../logging/logger.ts';
import type { ControlMessage, ControlRequest } from '../protocol/control.ts';
import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';
import { readRequest } from './control-request.ts';
import type { ControlledHost } from './controlled-host.ts';
import type { ParentPort } from './parent-port.ts';

/**
 * Speaks with the desktop app: tells it how the host is, and does what it asks. It is there before the host, so that
 * a request that comes early gets an answer and a failed start can be told.
 */
export class ControlChannel {
  /** Resolves when the app asks for the end, or has gone itself. */
  readonly ended: Promise<void>;
  private readonly port: ParentPort;
  private end: () => void = () => undefined;
  private host: ControlledHost | null = null;
  private logger: Pick<Logger, 'warn' | 'error'> | null = null;
  private listeningPort = 0;
  /** The request to stop, which is answered last of all. */
  private stopId: number | null = null;
  private isOpen = true;

  constructor(port: ParentPort) {
    this.port = port;
    this.ended = new Promise((resolve) => {
      this.end = resolve;
    });
    port.on('message', ({ data }) => this.receive(data));
    port.on('close', () => {
      this.isOpen = false;
      this.end();
    });
  }

  /** The host listens: from now on the app is told of it, and can ask. */
  attach(host: ControlledHost, logger: Logger): void {
    this.host = host;
    this.logger = logger;
    this.tellListening(host);
    host.watchState((state) => this.post({ type: 'state', state }));
    host.watchNearby((hosts) => this.post({ type: 'nearby', hosts }));
    host.watchNotices((notice) => this.post({ type: 'notice', notice }));
  }

  /** The host can't start, or go on. */
  fatal(code: string, message: string): void {
    this.post({ type: 'fatal', code, message });
  }

  /** The host has stopped: answers what asked for it, and gives the last words time to leave this process. */
  async close(): Promise<void> {
    this.host = null;
    if (this.stopId !== null) this.post({ type: 'done', id: this.stopId });
    if (this.isOpen) await delay(LIMITS.controlFarewellMs);
    this.isOpen = false;
  }

  private tellListening(host: ControlledHost): void {
    const state = host.state();
    this.listeningPort = state.port;
    this.post({
      type: 'listening',
      port: state.port,
      isSetUp: host.isSetUp(),
      suggestedServerName: host.suggestedServerName(),
      state,
    });
  }

  private receive(data: unknown): void {
    const read = readRequest(data);
    switch (read.kind) {
      case 'bad':
        this.logger?.warn('control_message_not_understood');
        break;
      case 'refused':
        this.fail(read.id, new AppError(read.code));
        break;
      case 'request':
        this.answer(read.request).catch((error: unknown) => this.fail(read.request.id, error));
        break;
    }
  }

  private async answer(request: ControlRequest): Promise<void> {
    const { id } = request;
    switch (request.type) {
      case 'ping':
        this.post({ type: 'pong', id });
        break;
      case 'stop':
        this.stopId = id;
        this.end();
        break;
      case 'make-owner': {
        const host = this.requireHost();
        const owner = await host.makeOwner(request);
        if (host.state().port !== this.listeningPort) this.tellListening(host);
        this.post({ type: 'owner', id, ...owner });
        break;
      }
      case 'owner-session':
        this.post({ type: 'owner', id, ...this.requireHost().openOwnerSession() });
        break;
      case 'chat-entry':
        this.post({ type: 'entry', id, path: this.requireHost().openChatEntry() });
        break;
      case 'pause-joining':
        await this.requireHost().pauseJoining(request.isPaused);
        this.post({ type: 'done', id });
        break;
      case 'woke':
        this.requireHost().wake();
        this.post({ type: 'done', id });
        break;
    }
  }

  /** @throws AppError `busy` before the start, `stopping` after the end */
  private requireHost(): ControlledHost {
    if (!this.host) throw new AppError(this.logger === null ? 'busy' : 'stopping');
    return this.host;
  }

  private fail(id: number, error: unknown): void {
    const known = error instanceof AppError ? error : new AppError('internal', undefined, { cause: error });
    if (known.code === 'internal') this.logger?.error('control_request_failed', { error });
    this.post({ type: 'failed', id, code: known.code, message: known.message });
  }

  private post(message: ControlMessage): void {
    if (this.isOpen) this.port.postMessage(message);
  }
}
