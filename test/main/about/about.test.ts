import { expect, it, vi } from 'vitest';
import { aboutPanel, startAbout } from '../../../main/about/about.ts';
import { textsIn } from '../../../main/texts/texts.ts';
import { scriptedShell } from '../support/scripted-shell.ts';

const versions = { app: '0.1.0', electron: '45.4.1', chrome: '160.0', node: '24.9.0' };
const options = { versions, iconPath: '/icon.png' };

it.each(['windows', 'macos', 'linux'] as const)(
  'tells versions and licence on %s, in fields it shows',
  (platform) => {
    const panel = aboutPanel(textsIn('en'), { ...options, platform });
    const shown = [panel.copyright, ...(platform === 'linux' ? [] : [panel.credits])].join('\n');
    expect(panel.applicationVersion).toBe('0.1.0');
    for (const text of ['MIT', '45.4.1', '160.0', '24.9.0', 'No internet']) expect(shown).toContain(text);
  },
);

it('follows the language', () => {
  const shell = scriptedShell();
  const setAboutPanelOptions = vi.fn();
  startAbout({ ...options, shell, platform: 'linux', app: { setAboutPanelOptions } });
  shell.state.update({ language: 'zh-CN' });
  expect(setAboutPanelOptions).toHaveBeenCalledTimes(2);
  expect(setAboutPanelOptions).toHaveBeenLastCalledWith(
    expect.objectContaining({ copyright: expect.stringContaining('自由软件') }),
  );
});
