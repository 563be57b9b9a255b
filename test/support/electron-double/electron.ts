// What `import ... from 'electron'` gives under the double. See README.md.
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { dialog } from './dialog.ts';
import { double } from './inspect.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu, MenuItem } from './menu.ts';
import { nativeImage } from './native-image.ts';
import { net } from './net.ts';
import { Notification } from './notification.ts';
import { powerMonitor, powerSaveBlocker } from './power.ts';
import { protocol } from './protocol-module.ts';
import { session } from './session.ts';
import { strict } from './strict.ts';
import { clipboard, nativeTheme, screen, shell } from './system.ts';
import { Tray } from './tray.ts';
import { utilityProcess } from './utility-process.ts';

const electron = {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  double,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
};

export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  double,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
};
export default strict('electron', electron);
/** What a test's function is given. */
export type ElectronDouble = typeof electron;
