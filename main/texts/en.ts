const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);

/** Every sentence of the desktop shell. Another language gives the same keys, or does not compile. */
export const en = {
  state: {
    starting: 'Starting…',
    firstRun: 'Not set up yet',
    on: (count: number) => (count === 0 ? 'On, nobody is here yet' : `On, ${people(count)} here`),
    paused: (count: number) =>
      count === 0 ? 'Joining is paused' : `Joining is paused, ${people(count)} here`,
    restarting: 'Stopped for a moment, starting again…',
    problem: 'The host is not on',
    keepingAwake: 'Keeping this computer awake',
  },

  tray: {
    openChat: 'Open chat',
    openHostScreen: 'Host screen',
    finishSetUp: 'Set up the host…',
    copyJoinLink: 'Copy join link',
    pauseJoining: 'Pause joining',
    keepAwake: 'Stay awake while people are here',
    startAtLogin: 'Start when I sign in',
    restartServer: 'Restart the host',
    openLogs: 'Open logs folder',
    quit: 'Quit Porchlight',
  },

  menu: {
    about: 'About Porchlight',
    services: 'Services',
    hide: 'Hide Porchlight',
    hideOthers: 'Hide others',
    showAll: 'Show all',
    file: 'File',
    closeWindow: 'Close window',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    pasteAsPlainText: 'Paste without formatting',
    selectAll: 'Select all',
    view: 'View',
    reload: 'Reload',
    actualSize: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fullScreen: 'Full screen',
    developerTools: 'Developer tools',
    window: 'Window',
    minimize: 'Minimise',
    zoomWindow: 'Zoom',
    bringAllToFront: 'Bring all to front',
    help: 'Help',
    checkForUpdates: 'Check for updates',
  },

  notice: {
    mention: (sender: string, room: string) => `${sender} mentioned you in ${room}`,
    unseen: (count: number) => (count === 1 ? '1 new message for you' : `${count} new messages for you`),
    stillHostingTitle: 'Porchlight is still on',
    stillHosting:
      'The window is closed, the host stays on. Quit from the lantern in the tray or the menu bar.',
  },

  about: {
    purpose: 'One computer hosts, everyone on the network chats. No internet.',
    licence: 'Free software under the MIT licence.',
    versions: (electron: string, chrome: string, node: string) =>
      `Electron ${electron}, Chromium ${chrome}, Node.js ${node}`,
  },

  quit: {
    title: 'Quit Porchlight?',
    question: (count: number) => (count === 1 ? '1 person is here.' : `${people(count)} are here.`),
    detail: 'The chat stops for everyone until you start Porchlight again. No message is lost.',
    quit: 'Quit',
    stay: 'Keep hosting',
  },

  link: {
    title: 'Open another host?',
    question: (address: string) => `A link wants to open the chat at ${address}.`,
    detail:
      'It was not found on your network by itself. Open it only if you trust whoever gave you the link.',
    open: 'Open',
    cancel: 'Cancel',
    refusedTitle: 'This link can’t be opened',
    refused: {
      not_a_link: 'It is not a Porchlight link, or a part of it is missing.',
      not_on_this_network: 'It leads out of your network. Porchlight opens hosts on the local network only.',
      not_an_address: 'It does not name an address that Porchlight can open.',
    },
  },

  problem: {
    server_not_ready: 'The host did not start in time.',
    server_stopped: 'The host stopped unexpectedly.',
    server_stuck: 'The host stopped answering.',
    server_keeps_stopping: 'The host stopped several times in a row. The logs folder may tell why.',
    login_item_failed: 'This computer did not allow Porchlight to start by itself.',
    settings_not_saved: 'The settings could not be saved. They hold until you quit.',
    nothing_to_copy: 'There is no network just now, so there is no link to copy.',
    not_running: 'The host is not on just now.',
    internal: 'Something went wrong. The logs folder may tell more.',
  },

  update: {
    upToDate: 'This is the newest version.',
    available: (version: string) => `Version ${version} is there.`,
    availableByHand: (version: string) =>
      `Version ${version} is there. The update address is not https, so please install it yourself.`,
    ready: (version: string) => `Version ${version} is installed when you quit.`,
    failed: {
      unreachable: 'The update address does not answer.',
      not_found: 'There is nothing about updates at that address.',
      not_a_feed: 'What is at that address is not a list of Porchlight versions.',
      not_trusted: 'The update did not pass its check and was thrown away.',
      unsupported: 'This copy of Porchlight can’t update itself. Install the new version by hand.',
      internal: 'The check for updates failed. The logs folder may tell why.',
    },
  },

  common: {
    ok: 'OK',
  },
};
