import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

/** A blocker whose holds a test can count. */
export function countingBlocker() {
  const held = new Map<number, string>();
  let lastId = 0;
  return {
    held,
    start: (type: string) => {
      held.set(++lastId, type);
      return lastId;
    },
    stop: (id: number) => held.delete(id),
    isStarted: (id: number) => held.has(id),
  };
}

/** A window's outside, as the taskbar knows it. */
export function taskbarWindow(isFocused = false) {
  return { isFocused: () => isFocused, flashFrame: vi.fn(), setOverlayIcon: vi.fn() };
}

/** Native notifications that stay on a list. */
export function notificationCentre() {
  const shown: ShownNotification[] = [];
  class ShownNotification extends EventEmitter {
    static isSupported(): boolean {
      return true;
    }
    readonly title: string;
    readonly body: string;
    isClosed = false;

    constructor({ title = '', body = '' }: { title?: string; body?: string } = {}) {
      super();
      this.title = title;
      this.body = body;
    }
    show(): void {
      shown.push(this);
    }
    close(): void {
      this.isClosed = true;
      this.emit('close');
    }
  }
  return { shown, Notification: ShownNotification };
}
