import { EventEmitter } from 'node:events';

/**
 * Loaded before the host, gives it the port to its parent that Electron gives a utility process, over the channel of
 * a child process. Messages wait until somebody listens, as they do there.
 */
class ParentPortShim extends EventEmitter {
  postMessage(message: unknown): void {
    process.send?.(message);
  }
}

const port = new ParentPortShim();
const early: unknown[] = [];
process.on('message', (data) => {
  if (port.listenerCount('message') === 0) early.push(data);
  else port.emit('message', { data });
});
port.on('newListener', (name) => {
  if (name !== 'message') return;
  queueMicrotask(() => {
    for (const data of early.splice(0)) port.emit('message', { data });
  });
});
process.on('disconnect', () => port.emit('close'));
Object.defineProperty(process, 'parentPort', { value: port });
