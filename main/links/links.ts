import { networkInterfaces } from 'node:os';
import type { App, Dialog } from 'electron';
import type { ShellLog } from '../shell/log.ts';
import type { Shell } from '../shell/shell.ts';
import { textsIn } from '../texts/texts.ts';
import { stepFor } from './follow-link.ts';
import { isOnOwnNetwork } from './own-networks.ts';
import { LINK_SCHEME, linkInArguments, type LinkRefusal } from './parse-link.ts';

/** Links that came before there was a shell to follow them. */
export interface EarlyLinks {
  /** From now on links go to this function, first those that waited. */
  followWith: (follow: (link: string) => void) => () => void;
  /** For the arguments of a second start; false where they hold no link. */
  takeFrom: (argv: readonly string[]) => boolean;
}

export interface EarlyLinksOptions {
  app: Pick<App, 'on' | 'setAsDefaultProtocolClient' | 'isPackaged'>;
  /** `process.execPath`. */
  execPath: string;
  /** The arguments of this start. */
  argv: readonly string[];
}

/**
 * Takes links from the very start on: macOS hands the first one over before the app is ready. An app that was not
 * installed leaves the system's settings alone.
 */
export function collectLinks({ app, execPath, argv }: EarlyLinksOptions): EarlyLinks {
  let waiting: string[] = [];
  let follow: ((link: string) => void) | null = null;
  const take = (link: string): void => {
    if (follow) follow(link);
    else waiting = [link];
  };
  const takeFrom = (from: readonly string[]): boolean => {
    const link = linkInArguments(from);
    if (link !== null) take(link);
    return link !== null;
  };

  // What follows -- can't be taken for a switch of Chromium, whatever a link says.
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME, execPath, ['--']);
  app.on('open-url', (event, link) => {
    event.preventDefault();
    take(link);
  });
  takeFrom(argv);
  return {
    takeFrom,
    followWith(next) {
      follow = next;
      for (const link of waiting) next(link);
      waiting = [];
      return () => {
        follow = null;
      };
    },
  };
}

export interface LinksOptions {
  shell: Shell;
  links: EarlyLinks;
  dialog: Pick<Dialog, 'showMessageBox'>;
  log: ShellLog;
  /** Whether an address lies in one of this machine's networks. */
  isOwn?: (address: string) => boolean;
}

/** Follows links: opens what is known here, asks about what is not, refuses the rest. Returns how to stop. */
export function startLinks({
  shell,
  links,
  dialog,
  log,
  isOwn = (address) => isOnOwnNetwork(networkInterfaces(), address),
}: LinksOptions): () => void {
  let isAsking = false;

  const follow = async (link: string): Promise<void> => {
    const state = shell.state.get();
    const step = stepFor(link, state, isOwn);
    log.info('link_followed', { step: step.do });
    switch (step.do) {
      case 'open-own':
        if (state.phase === 'on') shell.actions.openChat();
        else shell.actions.openAdmin();
        return;
      case 'open-nearby':
        shell.actions.openNearby(step.serverId);
        return;
      case 'ask':
        if (await ask(step.origin)) shell.actions.openHost(step.origin);
        return;
      case 'refuse':
        await tell(step.code);
        return;
    }
  };
  const ask = async (origin: string): Promise<boolean> => {
    const { language } = shell.state.get();
    const texts = textsIn(language).link;
    const { response } = await dialog.showMessageBox({
      type: 'question',
      title: 'Porchlight',
      message: texts.title,
      detail: `${texts.question(origin)}\n\n${texts.detail}`,
      buttons: [texts.open, texts.cancel],
      // Return is pressed without reading; it must not open a stranger's host.
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    return response === 0;
  };
  const tell = async (code: LinkRefusal): Promise<void> => {
    const texts = textsIn(shell.state.get().language);
    await dialog.showMessageBox({
      type: 'warning',
      title: 'Porchlight',
      message: texts.link.refusedTitle,
      detail: texts.link.refused[code],
      buttons: [texts.common.ok],
      noLink: true,
    });
  };

  return links.followWith((link) => {
    // A page that opens link after link must not stack up questions.
    if (isAsking) return;
    isAsking = true;
    follow(link)
      .catch((error: unknown) => log.error('link_failed', { reason: String(error) }))
      .finally(() => {
        isAsking = false;
      });
  });
}
