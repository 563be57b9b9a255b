import { onTestFailed, onTestFinished } from 'vitest';
import { startHost, type Exit, type HostOptions, type HostProcess } from './host-process.ts';
import { tempDirForTest } from './temp-dir.ts';

/** A host whose data folder and port outlive its processes: what a killed and restarted PC looks like. */
export interface LastingHost {
  /** The process that runs now, or ran last. */
  readonly current: HostProcess;
  readonly url: string;
  /** Ends the process at once, as a power cut would, and waits until it is gone. */
  kill(): Promise<Exit>;
  /** Starts a new process on the same folder and port. */
  start(): Promise<HostProcess>;
}

/** Starts one on a folder of its own, or on `data`; whatever runs at the end of the test is stopped then. */
export async function startLastingHost(options: HostOptions = {}): Promise<LastingHost> {
  const { flags = [] } = options;
  const data = options.data ?? (await tempDirForTest());
  let current = await startHost({ ...options, data });
  const { port, url } = current;
  onTestFailed(() => console.log(`What the host said on stderr:\n${current.stderr()}`));
  onTestFinished(async () => {
    current.kill('SIGCONT');
    await current.stop();
  });
  return {
    get current() {
      return current;
    },
    url,
    kill: () => {
      current.kill('SIGKILL');
      return current.exited;
    },
    start: async () => {
      current = await startHost({ ...options, data, flags: [...flags, '--port', String(port)] });
      return current;
    },
  };
}
