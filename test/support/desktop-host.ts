import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';
import type { ControlMessage, ControlRequest } from '../../server/protocol/control.ts';
import { tempDirForTest } from './temp-dir.ts';

const SHIM = path.join(import.meta.dirname, 'parent-port-shim.ts');
const WAIT_MS = 15_000;

type MessageOf<Type extends ControlMessage['type']> = Extract<ControlMessage, { type: Type }>;
type WithoutId<Request> = Request extends unknown ? Omit<Request, 'id'> : never;

export interface DesktopHostOptions {
  data?: string;
  flags?: readonly string[];
  /** A command that runs the host in a place of its own. */
  through?: readonly string[];
}

/** The host as the desktop app starts it: a child process with a control channel. Ends with the test. */
export class DesktopHost {
  readonly dataDir: string;
  readonly messages: ControlMessage[] = [];
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  stderr = '';
  readonly #child: ChildProcess;
  readonly #watchers = new Set<() => void>();
  #lastId = 0;

  constructor(dataDir: string, { flags = [], through = [] }: DesktopHostOptions) {
    this.dataDir = dataDir;
    const own = [
      process.execPath,
      '--import',
      SHIM,
      path.join(PROJECT_ROOT, 'server/index.ts'),
      '--data',
      dataDir,
      ...flags,
    ];
    const [command = process.execPath, ...args] = [...through, ...own];
    this.#child = spawn(command, args, { cwd: PROJECT_ROOT, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.#child.on('message', (message) => {
      this.messages.push(message as ControlMessage);
      for (const watcher of [...this.#watchers]) watcher();
    });
    this.exited = once(this.#child, 'exit').then(([code, signal]: unknown[]) => {
      for (const watcher of [...this.#watchers]) watcher();
      return { code: code as number | null, signal: signal as NodeJS.Signals | null };
    });
    onTestFinished(async () => {
      this.#child.kill('SIGKILL');
      await this.exited;
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Where this machine reaches it, without a slash at the end. */
  get url(): string {
    const listening = this.messages.findLast((message) => message.type === 'listening');
    if (!listening) throw new Error('The host does not listen yet.');
    return `http://127.0.0.1:${listening.port}`;
  }

  /** Sends anything at all. */
  sendRaw(message: unknown): void {
    this.#child.send(message as object);
  }

  /** Sends a request and gives its answer, whatever it is. */
  async ask(request: WithoutId<ControlRequest>): Promise<Extract<ControlMessage, { id: number }>> {
    const id = ++this.#lastId;
    this.sendRaw({ ...request, id });
    return this.#wait(
      () => this.messages.find((message) => 'id' in message && message.id === id) as never,
      `an answer to ${request.type}`,
    );
  }

  /** Sends a request whose answer must be of this type. */
  async askFor<Type extends 'owner' | 'entry' | 'pong' | 'done' | 'failed'>(
    type: Type,
    request: WithoutId<ControlRequest>,
  ): Promise<MessageOf<Type>> {
    const answer = await this.ask(request);
    if (answer.type !== type) throw new Error(`Instead of "${type}" came ${JSON.stringify(answer)}`);
    return answer as MessageOf<Type>;
  }

  /** The first message of this type that fits, of those from index `from` on or still to come. */
  waitFor<Type extends ControlMessage['type']>(
    type: Type,
    fits: (message: MessageOf<Type>) => boolean = () => true,
    from = 0,
  ): Promise<MessageOf<Type>> {
    const isIt = (message: ControlMessage): message is MessageOf<Type> =>
      message.type === type && fits(message as MessageOf<Type>);
    return this.#wait(() => this.messages.slice(from).find(isIt), `a message "${type}"`);
  }

  /** Lets go of the channel, as an app does that was killed. */
  disconnect(): void {
    this.#child.disconnect();
  }

  #wait<Found>(find: () => Found | undefined, what: string): Promise<Found> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        this.#watchers.delete(check);
        settle();
      };
      const check = (): void => {
        const found = find();
        if (found !== undefined) finish(() => resolve(found));
        else if (this.#child.exitCode !== null)
          finish(() => reject(new Error(`${what} did not come before the end: ${this.stderr}`)));
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`${what} did not come: ${this.stderr}`))),
        WAIT_MS,
      );
      this.#watchers.add(check);
      check();
    });
  }
}

/** Starts the host as the desktop app does and waits until it listens. */
export async function startDesktopHost(options: DesktopHostOptions = {}): Promise<DesktopHost> {
  const host = new DesktopHost(options.data ?? (await tempDirForTest()), {
    ...options,
    flags: ['--port', '0', '--no-mdns', ...(options.flags ?? [])],
  });
  await host.waitFor('listening');
  return host;
}

export const MAKE_OWNER = { type: 'make-owner', username: 'Olive', serverName: ' The  Porch ' } as const;

/** The same with an owner, and a session of their window. */
export async function ownedHost(): Promise<{ host: DesktopHost; token: string; userId: number }> {
  const host = await startDesktopHost();
  const { token, userId } = await host.askFor('owner', MAKE_OWNER);
  return { host, token, userId };
}
