import { app, clipboard, dialog, Notification, powerMonitor, session, shell as system } from 'electron';
import path from 'node:path';
import type { Notice } from '../server/protocol/control.ts';
import { ownerSession } from './app-protocol/owner-session.ts';
import { serveApp } from './app-protocol/serve-app.ts';
import { registerBridge } from './bridge/register-bridge.ts';
import { startComforts } from './comforts.ts';
import type { EarlyLinks } from './links/links.ts';
import { openShellLogs } from './log/shell-log.ts';
import { wasStartedHidden } from './login/login-item.ts';
import { dataPlaces, PROGRAM } from './paths.ts';
import { confirmQuit } from './quit/confirm-quit.ts';
import { peopleElsewhere } from './quit/people-here.ts';
import { quitFlow } from './quit/quit-flow.ts';
import { onSystemEnd } from './quit/system-end.ts';
import { guardContents } from './security/harden-contents.ts';
import { hardenSession } from './security/harden-session.ts';
import { APP_ORIGIN } from './security/origins.ts';
import { forkServer } from './server-process/server-child.ts';
import { serverFlags } from './server-process/server-flags.ts';
import { superviseServer, type ServerNews } from './server-process/server-process.ts';
import { openSettings } from './settings/settings-store.ts';
import { desktopState, type PageFacts } from './shell/desktop-state.ts';
import { afterNews, afterProblem, afterStart } from './shell/host-story.ts';
import { platformName, suggestedUserName, versionsOf } from './shell/platform.ts';
import { pushState } from './shell/push-state.ts';
import { shellActions, shellWork, type ActionParts } from './shell/shell-actions.ts';
import type { Shell, ShellState } from './shell/shell.ts';
import { createSignal } from './shell/signal.ts';
import { createStore } from './shell/watched.ts';
import { languageFor, problemSentence, textsIn } from './texts/texts.ts';
import { loadUpdateEngine } from './update/update-engine.ts';
import { startUpdates } from './update/updates.ts';
import { adminWindow } from './windows/admin-window.ts';
import { chatWindow } from './windows/chat-window.ts';
import { nearbyWindows } from './windows/nearby-windows.ts';
import { openPlaceMemory } from './windows/place-memory.ts';
import { stillOnNotice } from './windows/still-on-notice.ts';

/** The page below the pages' folder that the admin window shows. */
const ADMIN_PAGE = 'admin/index.html';

/** Starts the desktop app: the one place that knows every part of the shell. */
export async function startDesktop(links: EarlyLinks): Promise<void> {
  const places = dataPlaces(app.getPath('userData'));
  const { shell: log, serverOutput } = openShellLogs(places.logs);
  const platform = platformName(process.platform);
  const versions = versionsOf(app.getVersion(), process.versions);
  // Electron says it to the person; without a line in the log nobody could find out more.
  process.on('uncaughtExceptionMonitor', (error) =>
    log.error('shell_failed', { reason: error.stack ?? error.message }),
  );
  const guard = guardContents(app, log);
  const [settings, memory] = await Promise.all([
    openSettings({ file: places.settings, log }),
    openPlaceMemory(places.windows, log),
    app.whenReady(),
  ]);

  // What the shell shows, and what only the admin page is told.
  const systemLanguages = (): string[] => app.getPreferredSystemLanguages();
  const store = createStore<ShellState>({
    phase: 'starting',
    problem: null,
    host: null,
    nearby: [],
    settings: settings.get(),
    language: languageFor(settings.get().language, systemLanguages()),
    isKeepingAwake: false,
    isQuitting: false,
    unseenNotices: 0,
    update: { status: 'off', version: null, message: null },
  });
  const facts = createStore<PageFacts>({
    suggestedServerName: '',
    suggestedUserName: suggestedUserName(),
    isFullScreen: false,
    versions,
    platform,
  });
  const notices = createSignal<Notice>();
  const texts = () => textsIn(store.get().language);
  const sentence = (code: string, fallback: string): string => problemSentence(texts(), code, fallback);
  const tell = (code: string, fallback: string): void => {
    const message = sentence(code, fallback);
    dialog
      .showMessageBox({
        type: 'warning',
        title: 'Porchlight',
        message,
        buttons: [texts().common.ok],
        noLink: true,
      })
      .catch((error: unknown) => log.warn('sentence_not_shown', { code, reason: String(error) }));
  };

  // The host's process.
  let listeningOn: number | null = null;
  let lastPort: number | null = null;
  const server = superviseServer({
    fork: () =>
      forkServer({
        entry: PROGRAM.serverEntry,
        args: ['--data', places.data, ...serverFlags(process.argv)],
        onOutput: serverOutput,
      }),
    log,
    onStarting: () => store.update(afterStart(store.get())),
    onNews: hear,
    onProblem: (problem) => {
      listeningOn = null;
      store.update(afterProblem(problem));
    },
  });
  const owner = ownerSession(() => server.ask({ type: 'owner-session' }));

  function hear(news: ServerNews): void {
    if (news.type === 'notice') {
      notices.emit(news.notice);
      return;
    }
    if (news.type === 'listening') {
      listeningOn = lastPort = news.port;
      facts.update({ suggestedServerName: news.suggestedServerName });
    }
    store.update(afterNews(news));
    if (news.type !== 'listening') return;
    chat.hostListens();
    if (!news.isSetUp && wasClosedEarly && admin.window()?.isVisible() === false) flow.quitNow();
  }

  // Sessions and windows: the host screen, the chat, and the chats of other hosts know nothing of each other.
  const adminSession = session.fromPartition('persist:admin');
  const chatSession = session.fromPartition('persist:chat');
  const chatOrigin = (): string | null => (lastPort === null ? null : `http://127.0.0.1:${lastPort}`);
  hardenSession(session.defaultSession, 'nearby', () => null);
  hardenSession(adminSession, 'admin', () => APP_ORIGIN);
  hardenSession(chatSession, 'chat', chatOrigin);
  serveApp(adminSession, {
    pages: PROGRAM.pages,
    adminPage: ADMIN_PAGE,
    port: () => listeningOn,
    session: owner,
    fetch: globalThis.fetch,
  });

  const tools = { guard, places: memory, log, icon: path.join(PROGRAM.assets, 'icon-512.png') };
  const isHosting = (): boolean => !store.get().isQuitting && store.get().phase !== 'first-run';
  const sayStillOn = stillOnNotice(
    memory,
    () => store.get().language,
    Notification,
    () => admin.show(),
  );
  /** Closed before it was known whether there is anything to host. */
  let wasClosedEarly = false;
  const admin = adminWindow({
    session: adminSession,
    preload: PROGRAM.preload,
    tools,
    isHosting,
    onHidden: () => {
      if (store.get().host === null) wasClosedEarly = true;
      else sayStillOn();
    },
    // A host that nobody has set up serves nobody: closing its question ends it.
    onClosed: () => flow.quitNow(),
    onFullScreen: (isFullScreen) => facts.update({ isFullScreen }),
    onLoadFailed: (error) => log.error('admin_page_not_loaded', { reason: String(error) }),
  });
  const chat = chatWindow({
    session: chatSession,
    tools,
    port: () => lastPort,
    entryPath: async () => (await server.ask({ type: 'chat-entry' })).path,
    title: () => store.get().host?.name ?? 'Porchlight',
    isHosting,
    onHidden: sayStillOn,
    log,
  });

  // What people can do, from the page, the tray, the menus and links.
  const parts: ActionParts = {
    store,
    server,
    settings,
    admin,
    chat,
    nearby: nearbyWindows(tools, log),
    log,
    systemLanguages,
    copyText: (text) => clipboard.writeText(text),
    openFolder: async () => {
      const failure = await system.openPath(places.logs);
      if (failure !== '') throw new Error(failure);
    },
    showAbout: () => app.showAboutPanel(),
    checkForUpdates: () => updates.check(),
    quit: () => flow.quit(),
    tell,
  };
  const work = shellWork(parts);
  const shell: Shell = { state: store, actions: shellActions(parts, work), onNotice: notices.on };
  const pageState = () => desktopState(store.get(), facts.get());
  const push = pushState(admin.contents, pageState);
  store.onChange(push);
  facts.onChange(push);
  registerBridge({
    admin: admin.contents,
    sentence,
    log,
    work: {
      getState: pageState,
      async setUp({ username, serverName }) {
        const { token } = await server.ask({ type: 'make-owner', username, serverName });
        owner.keep(token);
        store.update({ phase: 'on' });
      },
      changeSettings: (change) => work.changeSettings(change),
      openChat: () => work.openChat(),
      openNearby: (serverId) => work.openNearby(serverId),
      openLogs: () => work.openLogs(),
      restartServer: () => work.restartServer(),
      setFullScreen: (isFullScreen) => admin.window()?.setFullScreen(isFullScreen),
      print: () => printPage(admin.contents()),
      checkForUpdates: () => updates.check(),
    },
  });

  const updates = startUpdates({
    shell,
    loadEngine: () => loadUpdateEngine(log),
    onUpdate: (update) => store.update({ update }),
    log,
  });
  const stopComforts = startComforts({
    shell,
    store,
    chat,
    links,
    platform,
    versions,
    log,
    tell,
    onWake: () => server.woke(),
  });

  // The way out, and ways to be called back.
  const flow = quitFlow({
    app,
    peopleHere: () => peopleElsewhere(store.get().host),
    confirm: (people) => confirmQuit(dialog, store.get().language, people),
    onQuitting: () => store.update({ isQuitting: true }),
    stopEverything: async () => {
      updates.stop();
      stopComforts();
      await server.stop();
      await memory.flush();
    },
    log,
  });
  onSystemEnd({ app, powerMonitor, process, quitNow: flow.quitNow });
  app.on('window-all-closed', () => log.info('no_window_open'));
  app.on('activate', () => admin.show());
  app.on('second-instance', (_event, argv) => {
    if (!links.takeFrom(argv) && !wasStartedHidden(argv, platform, app)) admin.show();
  });

  server.start();
  if (!wasStartedHidden(process.argv, platform, app)) admin.show();
}

/** @throws an error with a code where the system can't print */
function printPage(contents: Electron.WebContents | null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (contents === null) {
      resolve();
      return;
    }
    contents.print({ printBackground: true }, (isPrinted, reason) => {
      // Closing the system's dialog is no failure.
      if (isPrinted || /cancel/i.test(reason)) resolve();
      else reject(new Error(reason));
    });
  });
}
