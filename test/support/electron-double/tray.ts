import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import type { Tray as ElectronTray } from 'electron';
import { double } from './inspect.ts';
import type { Menu } from './menu.ts';
import { strict } from './strict.ts';

type Implemented = 'setToolTip' | 'setTitle' | 'getTitle' | 'isDestroyed' | 'destroy';

export class Tray extends EventEmitter implements Pick<ElectronTray, Implemented> {
  image: unknown;
  pressedImage: unknown = null;
  menu: Menu | null = null;
  toolTip = '';
  title = '';
  private isGone = false;

  constructor(image: unknown) {
    super();
    this.image = checked(image);
    const self = strict('Tray', this);
    double.trays.push(self);
    return self;
  }

  setImage(image: unknown): void {
    this.image = checked(image);
  }
  setPressedImage(image: unknown): void {
    this.pressedImage = image;
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu;
  }
  setToolTip(text: string): void {
    this.toolTip = text;
  }
  setTitle(title: string): void {
    this.title = title;
  }
  getTitle(): string {
    return this.title;
  }
  isDestroyed(): boolean {
    return this.isGone;
  }
  destroy(): void {
    this.isGone = true;
    const index = double.trays.indexOf(this);
    if (index >= 0) double.trays.splice(index, 1);
  }
}

/** Electron throws for a picture that is not there. */
function checked(image: unknown): unknown {
  if (typeof image === 'string' && !fs.existsSync(image)) {
    throw new Error(`Failed to load image from path '${image}'`);
  }
  return image;
}
