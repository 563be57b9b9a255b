import type { App, Notification } from 'electron';
import type { Notice } from '../../server/protocol/control.ts';
import { SHELL_LIMITS } from '../shell/limits.ts';
import type { Shell, ShellState } from '../shell/shell.ts';
import { textsIn } from '../texts/texts.ts';
import { showBadge, type BadgeOptions, type TaskbarWindow } from './badge.ts';
import { FloodGate } from './flood-gate.ts';
import { noticeText } from './notice-texts.ts';

/** The chat window of the own host, which may not have been opened yet. */
export interface ChatFront {
  /** Open, shown and the one being used. */
  isInFront: () => boolean;
  /** Calls back whenever it comes to the front. */
  onFront: (listener: () => void) => () => void;
}

export interface NoticesOptions extends BadgeOptions {
  shell: Shell;
  chat: ChatFront;
  /** All windows, for their taskbar buttons. */
  windows: () => readonly TaskbarWindow[];
  /** Puts `unseenNotices` into the shell's state. */
  onUnseen: (count: number) => void;
  app: BadgeOptions['app'] & Pick<App, 'dock'>;
  Notification: typeof Notification;
  /** Milliseconds that never go back. */
  now?: () => number;
}

/**
 * Tells the host of direct messages and mentions while the chat window is not in front: a notification, the count
 * at the icon, and a call for attention. Returns how to stop.
 */
export function startNotices(options: NoticesOptions): () => void {
  const { shell, chat, windows, onUnseen, Notification, platform, app } = options;
  const gate = new FloodGate(
    SHELL_LIMITS.noticeBurst,
    SHELL_LIMITS.noticeBurstWindowMs,
    options.now ?? (() => performance.now()),
  );
  /** Held, for a notification that is collected as garbage can't be clicked. Oldest first. */
  const held = new Set<Notification>();

  const onNotice = (notice: Notice): void => {
    if (chat.isInFront()) return;
    const state = shell.state.get();
    onUnseen(state.unseenNotices + 1);
    if (!state.settings.notifications || !gate.pass()) return;
    notify(notice, state);
    callForAttention();
  };
  const notify = (notice: Notice, { language }: ShellState): void => {
    if (!Notification.isSupported()) return;
    const notification = new Notification(noticeText(notice, textsIn(language), platform));
    const letGo = (): void => {
      held.delete(notification);
    };
    notification.on('click', () => {
      letGo();
      shell.actions.openChat(notice.roomId);
    });
    notification.on('close', letGo);
    notification.on('failed', letGo);
    held.add(notification);
    const [oldest] = held;
    if (oldest && held.size > SHELL_LIMITS.noticesHeldMax) held.delete(oldest);
    notification.show();
  };
  const callForAttention = (): void => {
    if (platform === 'macos') app.dock?.bounce('informational');
    else for (const window of windows()) if (!window.isFocused()) window.flashFrame(true);
  };
  const onFront = (): void => {
    for (const notification of held) notification.close();
    held.clear();
    for (const window of windows()) window.flashFrame(false);
    onUnseen(0);
  };
  const drawBadge = (): void => {
    const { unseenNotices, language } = shell.state.get();
    showBadge(options, unseenNotices, language, windows());
  };

  drawBadge();
  const stops = [
    shell.onNotice(onNotice),
    chat.onFront(onFront),
    shell.state.onChange((now, before) => {
      if (now.unseenNotices !== before.unseenNotices || now.language !== before.language) drawBadge();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    for (const notification of held) notification.close();
    held.clear();
  };
}
