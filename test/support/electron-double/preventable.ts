import type { EventEmitter } from 'node:events';

export interface PreventableEvent {
  defaultPrevented: boolean;
  preventDefault: () => void;
}

/** An event object whose `preventDefault` is remembered; `details` are its further properties. */
export function preventable<Details extends object>(details: Details): PreventableEvent & Details {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return event;
}

/** Emits an event that listeners can prevent; true where none did. */
export function emitPreventable(emitter: EventEmitter, name: string, ...rest: unknown[]): boolean {
  const event = preventable({});
  emitter.emit(name, event, ...rest);
  return !event.defaultPrevented;
}
