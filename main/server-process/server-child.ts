import { utilityProcess } from 'electron';
import type { ControlMessage, ControlRequest } from '../../server/protocol/control.ts';

/** One run of the host's process. */
export interface ServerChild {
  send: (request: ControlRequest) => void;
  onMessage: (listener: (message: ControlMessage) => void) => void;
  /** Once, however it ends. */
  onExit: (listener: (code: number) => void) => void;
  /** At once, whatever it is doing. */
  kill: () => void;
}

export type ForkServer = () => ServerChild;

export interface ForkServerOptions {
  entry: string;
  args: readonly string[];
  onOutput: (text: string) => void;
}

/** Starts the host in a process of its own: a crash there takes no window along, a crash here no message. */
export function forkServer({ entry, args, onOutput }: ForkServerOptions): ServerChild {
  const child = utilityProcess.fork(entry, [...args], { serviceName: 'Porchlight host', stdio: 'pipe' });
  const { pid: startPid } = child;
  child.stdout?.on('data', (chunk: Buffer) => onOutput(chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => onOutput(chunk.toString('utf8')));
  return {
    send: (request) => child.postMessage(request),
    onMessage: (listener) => {
      child.on('message', (message: unknown) => {
        if (isControlMessage(message)) listener(message);
      });
    },
    onExit: (listener) => void child.once('exit', listener),
    kill: () => {
      const pid = child.pid ?? startPid;
      // kill() alone asks politely, and a process whose event loop is stuck hears nothing.
      if (pid !== undefined) killAtOnce(pid);
      child.kill();
    },
  };
}

function killAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** The other end is our own code, so the message's own fields are believed. */
function isControlMessage(message: unknown): message is ControlMessage {
  return typeof message === 'object' && message !== null && 'type' in message;
}
