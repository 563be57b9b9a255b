import { expect, describe, it, vi } from 'vitest';
import type { NativeImage, Notification } from 'electron';
import { startNotices } from '../../../main/notify/notices.ts';
import { SHELL_LIMITS } from '../../../main/shell/limits.ts';
import { createSignal } from '../../../main/shell/signal.ts';
import type { ShellState } from '../../../main/shell/shell.ts';
import type { Notice } from '../../../server/protocol/control.ts';
import { notificationCentre, taskbarWindow } from '../support/electron-parts.ts';
import { scriptedShell, shellState } from '../support/scripted-shell.ts';

const direct: Notice = {
  kind: 'direct',
  messageId: 1,
  roomId: 7,
  roomName: '',
  senderName: 'Ada',
  text: 'Are you there?',
};
const mention: Notice = { ...direct, kind: 'mention', roomName: 'Kitchen', roomId: 3 };

function desktop(platform: 'windows' | 'macos' | 'linux' = 'linux', change: Partial<ShellState> = {}) {
  const shell = scriptedShell(change);
  const centre = notificationCentre();
  const front = createSignal<undefined>();
  const window = taskbarWindow();
  const app = { setBadgeCount: vi.fn(() => true), dock: { bounce: vi.fn() } };
  const clock = { now: 0 };
  let isInFront = false;
  const stop = startNotices({
    shell,
    platform,
    chat: { isInFront: () => isInFront, onFront: (listener) => front.on(listener) },
    windows: () => [window],
    onUnseen: (unseenNotices) => shell.state.update({ unseenNotices }),
    app: app as never,
    Notification: centre.Notification as unknown as typeof Notification,
    nativeImage: { createFromPath: (file) => file as unknown as NativeImage },
    iconFolder: '/icons',
    now: () => clock.now,
  });
  return {
    shell,
    shown: centre.shown,
    window,
    app,
    clock,
    stop,
    bringToFront: () => {
      isInFront = true;
      front.emit(undefined);
    },
  };
}

describe('a notice while the chat is not in front', () => {
  it('is shown, counted, and opens its room when clicked', () => {
    const { shell, shown, window, app } = desktop();
    shell.tell(direct);
    shell.tell(mention);
    expect(shown.map(({ title, body }) => [title, body])).toEqual([
      ['Ada', 'Are you there?'],
      ['Ada mentioned you in Kitchen', 'Are you there?'],
    ]);
    expect(app.setBadgeCount).toHaveBeenLastCalledWith(2);
    expect(window.flashFrame).toHaveBeenCalledWith(true);
    shown[1]?.emit('click');
    expect(shell.actions.openChat).toHaveBeenCalledExactlyOnceWith(3);
  });

  it('speaks the shell’s language', () => {
    const { shell, shown } = desktop('linux', { language: 'zh-CN' });
    shell.tell(mention);
    expect(shown[0]?.title).toBe('Ada 在「Kitchen」提到了你');
  });

  it('is only counted where notifications are off', () => {
    const { shell, shown, window, app } = desktop('linux', {
      settings: { ...shellState().settings, notifications: false },
    });
    shell.tell(direct);
    expect(shown).toEqual([]);
    expect(window.flashFrame).not.toHaveBeenCalled();
    expect(app.setBadgeCount).toHaveBeenLastCalledWith(1);
  });

  it('is only counted where it is one of a flood', () => {
    const { shell, shown, clock } = desktop();
    for (let index = 0; index < 40; index += 1) shell.tell(direct);
    expect(shown).toHaveLength(SHELL_LIMITS.noticeBurst);
    expect(shell.state.get().unseenNotices).toBe(40);
    clock.now = SHELL_LIMITS.noticeBurstWindowMs;
    shell.tell(direct);
    expect(shown).toHaveLength(SHELL_LIMITS.noticeBurst + 1);
  });

  it('bounces the dock on macOS and marks the taskbar button on Windows', () => {
    const mac = desktop('macos');
    mac.shell.tell(direct);
    expect(mac.app.dock.bounce).toHaveBeenCalledExactlyOnceWith('informational');
    expect(mac.window.flashFrame).not.toHaveBeenCalled();

    const windows = desktop('windows');
    windows.shell.tell(direct);
    expect(windows.window.setOverlayIcon).toHaveBeenLastCalledWith(
      expect.stringMatching(/unread-1\.png$/),
      '1 new message for you',
    );
    expect(windows.app.setBadgeCount).not.toHaveBeenCalled();
  });

  it('can put no markup into a Linux notification', () => {
    const { shell, shown } = desktop();
    shell.tell({ ...direct, text: '<a href="http://x">hello</a> & good day' });
    expect(shown[0]?.body).toBe('‹a href="http://x"›hello‹/a› & good day');
  });

  it('keeps its title on one line of bearable length', () => {
    const { shell, shown } = desktop();
    shell.tell({ ...mention, senderName: 'A\nB', roomName: '👨‍👩‍👧'.repeat(100) });
    const title = shown[0]?.title ?? '';
    expect(title).toMatch(/^A B mentioned you in 👨‍👩‍👧.*👨‍👩‍👧…$/u);
    expect([...new Intl.Segmenter().segment(title)]).toHaveLength(SHELL_LIMITS.noticeTitleMaxChars);
  });
});

describe('the chat window', () => {
  it('takes back count, flash and notifications when it comes to the front', () => {
    const { shell, shown, window, app, bringToFront } = desktop();
    shell.tell(direct);
    bringToFront();
    expect(shell.state.get().unseenNotices).toBe(0);
    expect(app.setBadgeCount).toHaveBeenLastCalledWith(0);
    expect(window.flashFrame).toHaveBeenLastCalledWith(false);
    expect(shown[0]?.isClosed).toBe(true);
  });

  it('shows messages itself while it is in front', () => {
    const { shell, shown, bringToFront } = desktop();
    bringToFront();
    shell.tell(direct);
    expect(shown).toEqual([]);
    expect(shell.state.get().unseenNotices).toBe(0);
  });

  it('hears nothing more after the stop', () => {
    const { shell, shown, stop } = desktop();
    stop();
    shell.tell(direct);
    expect(shown).toEqual([]);
  });
});
