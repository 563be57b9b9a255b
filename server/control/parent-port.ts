/**
 * The port to the process that started this one, as Electron gives it to its utility processes
 * (https://electronjs.org/docs/latest/api/parent-port). Told here anew: the server knows nothing of Electron.
 */
export interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  /** Where the port tells of it: the other side has gone. */
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
}

/** The port, where this process was started by the desktop app; null in every other case. */
export function parentPortOf(from: object): ParentPort | null {
  const port: unknown = 'parentPort' in from ? from.parentPort : null;
  return isParentPort(port) ? port : null;
}

function isParentPort(port: unknown): port is ParentPort {
  return (
    typeof port === 'object' &&
    port !== null &&
    'on' in port &&
    typeof port.on === 'function' &&
    'postMessage' in port &&
    typeof port.postMessage === 'function'
  );
}
