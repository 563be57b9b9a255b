import { EventEmitter } from 'node:events';
import type { App, MessageBoxOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { collectLinks, startLinks } from '../../../main/links/links.ts';
import { scriptedShell, silentLog } from '../support/scripted-shell.ts';

const OPEN = 'porchlight://open';
const STRANGER = 'porchlight://join?host=http://192.168.9.9:8322';
const nearby = [
  { serverId: 'attic', name: 'Attic', version: '0.1.0', url: 'http://192.168.1.77:8322', peopleOnline: 2 },
];

function desktop({ isPackaged = false, argv = [] as string[], change = {} } = {}) {
  const app = Object.assign(new EventEmitter(), {
    isPackaged,
    setAsDefaultProtocolClient: vi.fn(() => true),
  });
  const links = collectLinks({ app: app as unknown as App, execPath: '/opt/porchlight', argv });
  const shell = scriptedShell({ nearby, ...change });
  const questions: MessageBoxOptions[] = [];
  const answers: ((button: number) => void)[] = [];
  const dialog = {
    showMessageBox: (options: MessageBoxOptions) => {
      questions.push(options);
      return new Promise<{ response: number; checkboxChecked: boolean }>((resolve) => {
        answers.push((response) => resolve({ response, checkboxChecked: false }));
      });
    },
  };
  const start = () =>
    startLinks({ shell, links, dialog: dialog as never, log: silentLog, isOwn: () => false });
  const openUrl = (link: string) => app.emit('open-url', { preventDefault: vi.fn() }, link);
  /** Lets what was answered take effect. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { app, links, shell, questions, answers, start, openUrl, settle };
}

describe('a link', () => {
  it('waits for the shell, wherever it came from', () => {
    const byArgument = desktop({ argv: ['/opt/porchlight', '--', OPEN] });
    expect(byArgument.shell.actions.openChat).not.toHaveBeenCalled();
    byArgument.start();
    expect(byArgument.shell.actions.openChat).toHaveBeenCalledOnce();

    const byEvent = desktop();
    byEvent.openUrl(OPEN);
    byEvent.start();
    expect(byEvent.shell.actions.openChat).toHaveBeenCalledOnce();
  });

  it('comes from a second start too', () => {
    const { links, shell, start } = desktop();
    start();
    expect(links.takeFrom(['/opt/porchlight'])).toBe(false);
    expect(links.takeFrom(['/opt/porchlight', '--', OPEN])).toBe(true);
    expect(shell.actions.openChat).toHaveBeenCalledOnce();
  });

  it('leads to the host screen while there is no chat', () => {
    const { shell, start, openUrl } = desktop({ change: { phase: 'first-run' } });
    start();
    openUrl(OPEN);
    expect(shell.actions.openAdmin).toHaveBeenCalledOnce();
    expect(shell.actions.openChat).not.toHaveBeenCalled();
  });

  it('opens what this network knows without asking', () => {
    const { shell, start, openUrl, questions } = desktop();
    start();
    openUrl('porchlight://join?host=http://192.168.1.77:8322/');
    expect(shell.actions.openNearby).toHaveBeenCalledExactlyOnceWith('attic');
    expect(questions).toEqual([]);
  });

  it('to the own host opens the own chat', () => {
    const { shell, start, openUrl } = desktop();
    start();
    openUrl('porchlight://join?host=http://192.168.1.20:8322');
    expect(shell.actions.openChat).toHaveBeenCalledOnce();
  });

  it('to a stranger is asked about, with No under the Return key', async () => {
    const { shell, start, openUrl, questions, answers, settle } = desktop();
    start();
    openUrl(STRANGER);
    expect(questions[0]?.detail).toContain('http://192.168.9.9:8322');
    expect(questions[0]?.buttons?.[questions[0].defaultId ?? -1]).toBe('Cancel');
    answers[0]?.(1);
    await settle();
    expect(shell.actions.openHost).not.toHaveBeenCalled();

    openUrl(STRANGER);
    answers[1]?.(0);
    await settle();
    expect(shell.actions.openHost).toHaveBeenCalledExactlyOnceWith('http://192.168.9.9:8322');
  });

  it('that leads elsewhere is refused with a sentence', () => {
    const { shell, start, openUrl, questions } = desktop({ change: { language: 'zh-CN' } });
    start();
    openUrl('porchlight://join?host=http://example.com');
    expect(questions).toEqual([
      expect.objectContaining({ message: '这个链接打不开', detail: expect.stringContaining('本地网络') }),
    ]);
    expect(shell.actions.openHost).not.toHaveBeenCalled();
  });

  it('cannot stack up questions', () => {
    const { start, openUrl, questions } = desktop();
    start();
    for (let index = 0; index < 20; index += 1) openUrl(STRANGER);
    expect(questions).toHaveLength(1);
  });
});

describe('collectLinks', () => {
  it('registers an installed app alone, with nothing after it that could be a switch', () => {
    expect(desktop().app.setAsDefaultProtocolClient).not.toHaveBeenCalled();
    expect(desktop({ isPackaged: true }).app.setAsDefaultProtocolClient).toHaveBeenCalledExactlyOnceWith(
      'porchlight',
      '/opt/porchlight',
      ['--'],
    );
  });
});
