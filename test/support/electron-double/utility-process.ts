import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { ForkOptions, UtilityProcess as ElectronUtilityProcess } from 'electron';
import { double } from './inspect.ts';
import { strict } from './strict.ts';

const REGISTER = new URL('./register.mjs', import.meta.url).href;

/** A real child process, with `process.parentPort` in it. */
export class UtilityProcess
  extends EventEmitter
  implements Pick<ElectronUtilityProcess, 'kill' | 'pid' | 'postMessage'>
{
  pid: number | undefined;
  readonly stdout: ChildProcess['stdout'];
  readonly stderr: ChildProcess['stderr'];
  readonly modulePath: string;
  readonly options: ForkOptions;
  private readonly child: ChildProcess;

  constructor(modulePath: string, args: string[], options: ForkOptions) {
    super();
    this.modulePath = modulePath;
    this.options = options;
    const output = options.stdio === 'pipe' ? 'pipe' : 'inherit';
    this.child = fork(modulePath, args, {
      execArgv: ['--import', REGISTER, ...(options.execArgv ?? [])],
      env: { ...(options.env ?? process.env), ELECTRON_DOUBLE_PROCESS: 'utility' },
      serialization: 'advanced',
      stdio: ['ignore', output, output, 'ipc'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    this.pid = this.child.pid;
    this.stdout = this.child.stdout;
    this.stderr = this.child.stderr;
    const self = strict('UtilityProcess', this);
    this.child.on('spawn', () => self.emit('spawn'));
    this.child.on('message', ({ message }: { message: unknown }) => self.emit('message', message));
    this.child.on('exit', (code) => {
      double.utilityProcesses.splice(double.utilityProcesses.indexOf(self), 1);
      self.pid = undefined;
      self.emit('exit', code ?? 1);
    });
    // Its end is told by `exit`; what was on the way to it is lost, as in Electron.
    this.child.on('error', () => undefined);
    double.utilityProcesses.push(self);
    return self;
  }

  postMessage(message: unknown, transfer?: unknown[]): void {
    if (transfer !== undefined && transfer.length > 0) {
      throw new Error('electron double: utilityProcess.postMessage transfer is not implemented');
    }
    if (this.child.connected) this.child.send({ message }, () => undefined);
  }
  kill(): boolean {
    return this.child.kill('SIGTERM');
  }
}

export const utilityProcess = strict('utilityProcess', {
  fork: (modulePath: string, args: string[] = [], options: ForkOptions = {}) =>
    new UtilityProcess(modulePath, args, options),
});
