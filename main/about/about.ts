import type { AboutPanelOptionsOptions, App } from 'electron';
import type { DesktopState } from '../bridge/contract.ts';
import type { Shell } from '../shell/shell.ts';
import { textsIn, type Texts } from '../texts/texts.ts';

export interface AboutOptions {
  shell: Shell;
  app: Pick<App, 'setAboutPanelOptions'>;
  platform: DesktopState['platform'];
  versions: DesktopState['versions'];
  /** A PNG of the app's icon. */
  iconPath: string;
}

/** What the About panel says, in the fields that its system shows. */
export function aboutPanel(
  texts: Texts,
  { platform, versions, iconPath }: Pick<AboutOptions, 'platform' | 'versions' | 'iconPath'>,
): AboutPanelOptionsOptions {
  const { purpose, licence, versions: line } = texts.about;
  const common = { applicationName: 'Porchlight', applicationVersion: versions.app };
  const details = line(versions.electron, versions.chrome, versions.node);
  switch (platform) {
    case 'macos':
      // Its other version, in brackets beside the first, would be the same once more.
      return { ...common, version: '', credits: `${purpose}\n\n${details}`, copyright: licence };
    case 'windows':
      return { ...common, credits: `${purpose}\n\n${details}`, copyright: licence, iconPath };
    case 'linux':
      return { ...common, copyright: `${purpose}\n${licence}\n\n${details}`, iconPath };
  }
}

/** Keeps the About panel's text in the shell's language. Returns how to stop. */
export function startAbout(options: AboutOptions): () => void {
  const { shell, app } = options;
  const write = (): void =>
    app.setAboutPanelOptions(aboutPanel(textsIn(shell.state.get().language), options));
  write();
  return shell.state.onChange((now, before) => {
    if (now.language !== before.language) write();
  });
}
