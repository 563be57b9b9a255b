import type { ControlMessage } from '../../server/protocol/control.ts';
import type { ShellLog } from '../shell/log.ts';
import { SHELL_LIMITS } from '../shell/limits.ts';
import { controlLink, notRunning, type ControlLink } from './control-link.ts';
import { startHealthCheck, type HealthCheck } from './health-check.ts';
import { restartBackoff } from './restart-backoff.ts';
import type { ForkServer, ServerChild } from './server-child.ts';

/** Messages that answer nothing. */
export type ServerNews = Extract<ControlMessage, { type: 'listening' | 'state' | 'notice' | 'nearby' }>;

/** Why the host is not on. `message` is in English; codes of the shell's own have sentences in its languages. */
export interface ServerProblem {
  code: string;
  message: string;
  isRestarting: boolean;
}

export interface ServerProcessOptions {
  fork: ForkServer;
  log: ShellLog;
  onStarting: () => void;
  onNews: (news: ServerNews) => void;
  onProblem: (problem: ServerProblem) => void;
}

/** The host's process, kept alive from `start` to `stop`. */
export interface ServerProcess {
  start: () => void;
  /** A clean stop and a new start, at once. */
  restart: () => Promise<void>;
  ask: ControlLink['ask'];
  /** The machine woke. */
  woke: () => void;
  /** Clean where the host still can, by force after a deadline. Resolves when the process is gone. */
  stop: () => Promise<void>;
}

interface Run {
  child: ServerChild;
  link: ControlLink;
  startedAt: number;
  isListening: boolean;
  /** Why it is about to end, where that is known before it does. */
  fault: { code: string; message: string } | null;
  readyTimer: NodeJS.Timeout;
  health: HealthCheck | null;
  exited: Promise<void>;
}

/** What the host reports when another process still holds its data: the one that is just being replaced, mostly. */
const HELD = 'held';

export function superviseServer(options: ServerProcessOptions): ServerProcess {
  const { fork, log, onStarting, onNews, onProblem } = options;
  const backoff = restartBackoff();
  let run: Run | null = null;
  let restartTimer: NodeJS.Timeout | undefined;
  let isWanted = false;

  function launch(): void {
    clearTimeout(restartTimer);
    if (run !== null) return;
    onStarting();
    const child = fork();
    const { promise: exited, resolve } = Promise.withResolvers<undefined>();
    const current: Run = {
      child,
      link: controlLink(child),
      startedAt: performance.now(),
      isListening: false,
      fault: null,
      readyTimer: setTimeout(
        () => fail(current, 'server_not_ready', 'The host did not start in time.'),
        SHELL_LIMITS.serverReadyMs,
      ),
      health: null,
      exited,
    };
    run = current;
    child.onMessage((message) => receive(current, message));
    child.onExit((code) => {
      ended(current, code);
      resolve(undefined);
    });
    log.info('server_starting');
  }

  function receive(current: Run, message: ControlMessage): void {
    if (current.link.settle(message)) return;
    switch (message.type) {
      case 'listening':
        if (!current.isListening) listening(current);
        onNews(message);
        return;
      case 'state':
      case 'notice':
      case 'nearby':
        onNews(message);
        return;
      case 'fatal':
        current.fault = { code: message.code, message: message.message };
        return;
      default:
        // An answer that nobody waits for any more.
        return;
    }
  }

  function listening(current: Run): void {
    current.isListening = true;
    clearTimeout(current.readyTimer);
    current.health = startHealthCheck({
      ping: () => current.link.ask({ type: 'ping' }),
      onStuck: () => fail(current, 'server_stuck', 'The host stopped answering.'),
      onSlept: () => tellWoke(current),
    });
    log.info('server_listening', { afterMs: Math.round(performance.now() - current.startedAt) });
  }

  /** Ends a run that has gone wrong; its exit brings the next one. */
  function fail(current: Run, code: string, message: string): void {
    current.fault = { code, message };
    current.child.kill();
  }

  function ended(current: Run, exitCode: number): void {
    clearTimeout(current.readyTimer);
    current.health?.stop();
    current.link.end();
    run = null;
    const upForMs = performance.now() - current.startedAt;
    log[isWanted ? 'error' : 'info']('server_ended', {
      exitCode,
      upForMs: Math.round(upForMs),
      ...current.fault,
    });
    if (!isWanted) return;

    const { fault } = current;
    // A host that says before it listens why it can't is not helped by trying again.
    if (fault !== null && !current.isListening && !isPassing(fault.code)) {
      onProblem({ ...fault, isRestarting: false });
      return;
    }
    const delayMs = backoff.next(current.isListening ? upForMs : 0);
    onProblem({ ...(fault ?? sudden(backoff.failures())), isRestarting: true });
    restartTimer = setTimeout(launch, delayMs);
  }

  function tellWoke({ link }: Run): void {
    link
      .ask({ type: 'woke' })
      .catch((error: unknown) => log.warn('woke_not_heard', { reason: String(error) }));
  }

  async function stop(): Promise<void> {
    isWanted = false;
    clearTimeout(restartTimer);
    const current = run;
    if (current === null) return;
    current.health?.stop();
    // It exits in place of an answer.
    current.link.ask({ type: 'stop' }).catch(() => undefined);
    const timer = setTimeout(() => {
      log.error('server_stop_forced');
      current.child.kill();
    }, SHELL_LIMITS.stopMs);
    await current.exited;
    clearTimeout(timer);
  }

  function start(): void {
    isWanted = true;
    launch();
  }

  return {
    start,
    async restart() {
      await stop();
      backoff.reset();
      start();
    },
    ask: (question) => (run === null ? Promise.reject(notRunning()) : run.link.ask(question)),
    woke() {
      if (run?.isListening !== true) return;
      run.health?.startOver();
      tellWoke(run);
    },
    stop,
  };
}

function isPassing(code: string): boolean {
  return code === HELD || code === 'server_not_ready' || code === 'server_stuck';
}

/** An end that nobody announced: a crash, or somebody's task manager. */
function sudden(failures: number): { code: string; message: string } {
  return failures >= SHELL_LIMITS.restartsInARow
    ? { code: 'server_keeps_stopping', message: 'The host stopped several times in a row.' }
    : { code: 'server_stopped', message: 'The host stopped unexpectedly.' };
}
