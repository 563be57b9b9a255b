import { execFile, execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const HOST_SCRIPT = path.join(import.meta.dirname, 'announcing-host.ts');
const TOOLS = [
  'ip',
  'nsenter',
  'dbus-daemon',
  'avahi-daemon',
  'avahi-browse',
  'avahi-resolve',
  'avahi-publish',
];

/** Why networks can't be made here, or null where they can. */
export function whyNoTestNetwork(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux';
  if (process.getuid?.() !== 0) return 'making network namespaces takes root';
  const missing = TOOLS.filter((tool) => !succeeds('sh', ['-c', `command -v ${tool}`]));
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`;
  const probe = `porchlight-probe-${process.pid}`;
  if (!succeeds('ip', ['netns', 'add', probe])) return 'this system refuses to make network namespaces';
  execFileSync('ip', ['netns', 'del', probe]);
  return null;
}

/** A machine of its own: a network namespace and everything started in it. */
export class Machine {
  readonly namespace: string;
  readonly #children: ChildProcessWithoutNullStreams[] = [];
  readonly #folders: string[] = [];
  #avahiPid: number | undefined;

  constructor(namespace: string) {
    this.namespace = namespace;
  }

  async ip(...args: string[]): Promise<void> {
    await run('ip', ['-n', this.namespace, ...args]);
  }

  /** Starts a program in this machine. */
  start(command: string, args: string[]): ChildProcessWithoutNullStreams {
    const child = spawn('ip', ['netns', 'exec', this.namespace, command, ...args]);
    child.stderr.resume();
    this.#children.push(child);
    return child;
  }

  /** Starts an announcing host; `lines` fills with what it tells. */
  startHost(name: string, port = 8322): AnnouncingHost {
    return new AnnouncingHost(this.start(process.execPath, [HOST_SCRIPT, name, String(port)]));
  }

  /** Starts Avahi, an mDNS responder and client that shares no code with ours, under a host name. */
  async startAvahi(hostName: string): Promise<void> {
    const runFolder = await mkdtemp(path.join(tmpdir(), 'porchlight-avahi-'));
    this.#folders.push(runFolder);
    await mkdir(path.join(runFolder, 'dbus'));
    await mkdir(path.join(runFolder, 'avahi-daemon'));
    const config = `[server]\nhost-name=${hostName}\nuse-ipv4=yes\nuse-ipv6=yes\n[publish]\npublish-workstation=no\n`;
    await writeFile(path.join(runFolder, 'avahi.conf'), config);
    // `ip netns exec` gives the script its own view of the file system, so /run is replaced there alone.
    const script = `
      mount --bind ${runFolder} /run
      dbus-daemon --system --nofork --nopidfile & echo $! > /run/dbus.pid
      while [ ! -S /run/dbus/system_bus_socket ]; do sleep 0.05; done
      avahi-daemon -f /run/avahi.conf --no-drop-root --no-chroot --no-rlimits & echo $! > /run/avahi.pid
      trap 'kill $(cat /run/avahi.pid) $(cat /run/dbus.pid)' TERM
      wait; wait`;
    const shell = this.start('sh', ['-c', script]);
    this.#avahiPid = shell.pid;
    await until(async () => {
      await this.avahi('avahi-resolve', ['-4', '-n', `${hostName}.local`]);
      return true;
    });
  }

  /** Runs one of Avahi's tools to its end. */
  async avahi(tool: string, args: string[], timeoutMs = 4_000): Promise<string> {
    const { stdout } = await run('nsenter', this.#avahiArgs(tool, args), { timeout: timeoutMs });
    return stdout;
  }

  /** Starts one of Avahi's tools; `lines` fills with its output. */
  startAvahiTool(tool: string, args: string[]): { lines: string[]; stop: () => void } {
    const child = spawn('nsenter', this.#avahiArgs(tool, args));
    this.#children.push(child);
    child.stderr.resume();
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    return { lines, stop: () => child.kill() };
  }

  #avahiArgs(tool: string, args: string[]): string[] {
    return ['--target', String(this.#avahiPid), '--mount', '--net', tool, ...args];
  }

  async remove(): Promise<void> {
    await Promise.all(this.#children.toReversed().map(end));
    await run('ip', ['netns', 'del', this.namespace]);
    await Promise.all(this.#folders.map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

/** A child that runs `announcing-host.ts`. */
export class AnnouncingHost {
  readonly told: Record<string, unknown>[] = [];
  readonly #child: ChildProcessWithoutNullStreams;

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.told.push(JSON.parse(line) as Record<string, unknown>);
    });
  }

  command(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** The `.local` name it announces now. */
  get hostName(): unknown {
    return this.told.findLast((line) => 'hostName' in line)?.['hostName'];
  }

  async stop(): Promise<{ exitCode: number | null }> {
    await end(this.#child);
    return { exitCode: this.#child.exitCode };
  }
}

export interface TestNetwork {
  host: Machine;
  client: Machine;
  remove(): Promise<void>;
}

/**
 * Two machines on two separate LANs, 10.77.0.0/24 and 10.78.0.0/24, without any router: the host is .1 and
 * the client .2. A third cable bears the name and address of a container network, on which nobody may hear of us.
 */
export async function makeTestNetwork(): Promise<TestNetwork> {
  const tag = `pl${process.pid}-${Math.random().toString(36).slice(2, 6)}`;
  const host = new Machine(`${tag}-host`);
  const client = new Machine(`${tag}-client`);
  const remove = async (): Promise<void> => {
    await host.remove();
    await client.remove();
  };
  try {
    for (const { namespace } of [host, client]) await run('ip', ['netns', 'add', namespace]);
    await cable(host, client, 'lan0', '10.77.0');
    await cable(host, client, 'lan1', '10.78.0');
    await cable(host, client, 'docker0', '172.17.0');
    for (const machine of [host, client]) await machine.ip('link', 'set', 'lo', 'up');
  } catch (error) {
    await remove().catch(() => undefined);
    throw error;
  }
  return { host, client, remove };
}

/** Joins two machines by a cable of their own, with .1 at the host's end and .2 at the client's. */
async function cable(host: Machine, client: Machine, name: string, prefix: string): Promise<void> {
  const hostEnd = ['name', name, 'netns', host.namespace];
  const clientEnd = ['name', name, 'netns', client.namespace];
  await run('ip', ['link', 'add', ...hostEnd, 'type', 'veth', 'peer', ...clientEnd]);
  await host.ip('address', 'add', `${prefix}.1/24`, 'dev', name);
  await client.ip('address', 'add', `${prefix}.2/24`, 'dev', name);
  for (const machine of [host, client]) await machine.ip('link', 'set', name, 'up');
}

/** Asks until the answer is yes; an error counts as no. */
export async function until(isSo: () => boolean | Promise<boolean>, timeoutMs = 12_000): Promise<void> {
  const giveUpAt = performance.now() + timeoutMs;
  let lastError: unknown;
  while (performance.now() < giveUpAt) {
    try {
      if (await isSo()) return;
    } catch (error) {
      lastError = error;
    }
    await sleep(100);
  }
  throw new Error(`It did not become so within ${timeoutMs} ms: ${isSo.toString()}`, { cause: lastError });
}

async function end(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(timer);
}

function succeeds(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
