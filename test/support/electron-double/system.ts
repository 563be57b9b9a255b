import { EventEmitter } from 'node:events';
import type { Clipboard, Display, NativeTheme, Point, Rectangle, Screen, Shell } from 'electron';
import { double } from './inspect.ts';
import { strict } from './strict.ts';

export const shell = strict('shell', {
  openExternal: (url) => {
    double.openedUrls.push(url);
    return Promise.resolve();
  },
  openPath: (target) => {
    double.openedPaths.push(target);
    return Promise.resolve('');
  },
  showItemInFolder: (target) => {
    double.openedPaths.push(target);
  },
  beep: () => undefined,
} satisfies Pick<Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep'>);

export const clipboard = strict('clipboard', {
  readText: () => Promise.resolve(double.clipboardText),
  writeText: (text) => {
    double.clipboardText = text;
    return Promise.resolve();
  },
} satisfies Pick<Clipboard, 'readText' | 'writeText'>);

class DoubleNativeTheme
  extends EventEmitter
  implements Pick<NativeTheme, 'shouldUseDarkColors' | 'themeSource'>
{
  themeSource: NativeTheme['themeSource'] = 'system';
  shouldUseDarkColors = false;
}
export const nativeTheme = strict('nativeTheme', new DoubleNativeTheme());

const SCREEN: Rectangle = { x: 0, y: 0, width: 1600, height: 1000 };

/** One screen, unless a test changes `displays`. */
class DoubleScreen
  extends EventEmitter
  implements
    Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay' | 'getCursorScreenPoint' | 'getDisplayMatching'>
{
  displays: Display[] = [{ id: 1, scaleFactor: 1, bounds: SCREEN, workArea: SCREEN } as unknown as Display];
  getAllDisplays(): Display[] {
    return this.displays;
  }
  getPrimaryDisplay(): Display {
    const [first] = this.displays;
    if (first === undefined) throw new Error('electron double: there is no screen');
    return first;
  }
  getDisplayMatching(): Display {
    return this.getPrimaryDisplay();
  }
  getCursorScreenPoint(): Point {
    return { x: 0, y: 0 };
  }
}
export const screen = strict('screen', new DoubleScreen());
