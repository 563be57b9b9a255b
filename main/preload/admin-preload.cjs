// Runs sandboxed in the admin window, before its page. Only `electron` can be required here, so the channels' names
// are repeated from bridge/contract.ts; a test holds the two together.
const { contextBridge, ipcRenderer } = require('electron');

const CHANNEL = 'porchlight:';
const STATE_CHANNEL = 'porchlight:state';

/** @type {import('../bridge/contract.ts').DesktopBridge} */
const bridge = {
  getState: () => ipcRenderer.invoke(`${CHANNEL}getState`),
  onState: (listener) => {
    /**
     * @param {unknown} _event kept from the page
     * @param {import('../bridge/contract.ts').DesktopState} state
     */
    const receive = (_event, state) => listener(state);
    ipcRenderer.on(STATE_CHANNEL, receive);
    return () => {
      ipcRenderer.off(STATE_CHANNEL, receive);
    };
  },
  setUp: (request) => ipcRenderer.invoke(`${CHANNEL}setUp`, request),
  changeSettings: (change) => ipcRenderer.invoke(`${CHANNEL}changeSettings`, change),
  openChat: () => ipcRenderer.invoke(`${CHANNEL}openChat`),
  openNearby: (serverId) => ipcRenderer.invoke(`${CHANNEL}openNearby`, serverId),
  openLogs: () => ipcRenderer.invoke(`${CHANNEL}openLogs`),
  restartServer: () => ipcRenderer.invoke(`${CHANNEL}restartServer`),
  setFullScreen: (isFullScreen) => ipcRenderer.invoke(`${CHANNEL}setFullScreen`, isFullScreen),
  print: () => ipcRenderer.invoke(`${CHANNEL}print`),
  checkForUpdates: () => ipcRenderer.invoke(`${CHANNEL}checkForUpdates`),
};

contextBridge.exposeInMainWorld('porchlight', bridge);
