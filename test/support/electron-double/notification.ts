import { EventEmitter } from 'node:events';
import type { Notification as ElectronNotification, NotificationConstructorOptions } from 'electron';
import { double } from './inspect.ts';
import { strict } from './strict.ts';

export class Notification
  extends EventEmitter
  implements Pick<ElectronNotification, 'show' | 'close' | 'title' | 'body' | 'silent'>
{
  static isSupported(): boolean {
    return true;
  }

  readonly options: NotificationConstructorOptions;
  title: string;
  body: string;
  silent: boolean;
  isShown = false;

  constructor(options: NotificationConstructorOptions = {}) {
    super();
    this.options = options;
    this.title = options.title ?? '';
    this.body = options.body ?? '';
    this.silent = options.silent ?? false;
    const self = strict('Notification', this);
    double.notifications.push(self);
    return self;
  }

  show(): void {
    this.isShown = true;
    this.emit('show', {});
  }
  close(): void {
    if (!this.isShown) return;
    this.isShown = false;
    this.emit('close', {});
  }
  /** For tests: as a person does. */
  click(): void {
    if (!this.isShown) throw new Error('electron double: this notification is not on the screen');
    this.emit('click', {});
  }
}
