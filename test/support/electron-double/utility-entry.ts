// `electron` inside a utility process, and what makes the process one: process.parentPort.
import { EventEmitter } from 'node:events';
import type { ParentPort } from 'electron';

class DoubleParentPort extends EventEmitter implements Pick<ParentPort, 'postMessage'> {
  postMessage(message: unknown): void {
    process.send?.({ message: structuredClone(message) });
  }
}

const parentPort = new DoubleParentPort();
const early: unknown[] = [];
process.on('message', ({ message }: { message: unknown }) => {
  if (parentPort.listenerCount('message') === 0) early.push(message);
  else deliver(message);
});
parentPort.on('newListener', (name) => {
  if (name === 'message') queueMicrotask(() => early.splice(0).forEach(deliver));
});
// Chromium ends utility processes with their parent.
process.on('disconnect', () => process.exit(1));
Object.defineProperty(process, 'parentPort', { value: parentPort });

function deliver(message: unknown): void {
  parentPort.emit('message', { data: message, ports: [] });
}

export {};
