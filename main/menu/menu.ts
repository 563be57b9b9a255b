import type { Menu } from 'electron';
import type { DesktopState } from '../bridge/contract.ts';
import type { Shell } from '../shell/shell.ts';
import { textsIn } from '../texts/texts.ts';
import { menuTemplate } from './menu-template.ts';

export interface MenuOptions {
  shell: Shell;
  platform: DesktopState['platform'];
  hasDeveloperTools: boolean;
  Menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>;
}

/** Sets the application menu and keeps it true. Returns how to stop. */
export function startMenu({ shell, platform, hasDeveloperTools, Menu }: MenuOptions): () => void {
  let shown = '';
  const show = (): void => {
    const state = shell.state.get();
    const { actions } = shell;
    const texts = textsIn(state.language);
    const template = menuTemplate({ state, actions, texts, platform, hasDeveloperTools });
    // The state changes every second; a menu that is open must not be replaced for nothing.
    const look = JSON.stringify(template);
    if (look === shown) return;
    shown = look;
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  show();
  return shell.state.onChange(show);
}
