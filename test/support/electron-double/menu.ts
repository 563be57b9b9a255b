import { EventEmitter } from 'node:events';
import type { MenuItem as ElectronMenuItem, MenuItemConstructorOptions } from 'electron';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { double } from './inspect.ts';
import { strict } from './strict.ts';

type ItemTemplate = MenuItemConstructorOptions | MenuItem;
type Implemented = 'id' | 'label' | 'enabled' | 'visible' | 'checked' | 'toolTip' | 'sublabel';

export class MenuItem implements Pick<ElectronMenuItem, Implemented> {
  id = '';
  label = '';
  sublabel = '';
  toolTip = '';
  type: NonNullable<MenuItemConstructorOptions['type']> = 'normal';
  role: MenuItemConstructorOptions['role'] | undefined = undefined;
  accelerator: string | undefined = undefined;
  icon: unknown = undefined;
  enabled = true;
  visible = true;
  checked = false;
  registerAccelerator = true;
  acceleratorWorksWhenHidden = true;
  submenu: Menu | undefined = undefined;
  private readonly onClick: MenuItemConstructorOptions['click'] | undefined;

  constructor(options: MenuItemConstructorOptions) {
    const { click, submenu, ...rest } = options;
    if (options.label === undefined && options.role === undefined && options.type !== 'separator') {
      throw new TypeError('electron double: a menu item needs a label, a role or the type separator');
    }
    Object.assign(this, rest);
    if (submenu !== undefined) {
      this.type = 'submenu';
      this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : (submenu as unknown as Menu);
    }
    this.onClick = click;
    return strict('MenuItem', this);
  }

  /** As a person does; what is disabled or hidden can't be clicked. */
  click(): void {
    if (!this.enabled || !this.visible) throw new Error(`electron double: “${this.label}” can’t be clicked`);
    if (this.type === 'checkbox') this.checked = !this.checked;
    if (this.role === 'quit') app.quit();
    if (this.role === 'close') BrowserWindow.getFocusedWindow()?.close();
    (this.onClick as ((item: this, window: unknown, event: object) => void) | undefined)?.(
      this,
      BrowserWindow.getFocusedWindow() ?? undefined,
      {},
    );
  }
}

export class Menu extends EventEmitter {
  items: MenuItem[] = [];

  static buildFromTemplate(template: ItemTemplate[]): Menu {
    const menu = strict('Menu', new Menu());
    for (const each of template) menu.append(each instanceof MenuItem ? each : new MenuItem(each));
    return menu;
  }
  static setApplicationMenu(menu: Menu | null): void {
    double.applicationMenu = menu;
  }
  static getApplicationMenu(): Menu | null {
    return double.applicationMenu;
  }

  append(item: MenuItem): void {
    this.items.push(item);
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
}
