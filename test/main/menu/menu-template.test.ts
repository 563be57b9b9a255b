import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate, type MenuContext } from '../../../main/menu/menu-template.ts';
import { textsIn } from '../../../main/texts/texts.ts';
import { shellState, silentActions } from '../support/scripted-shell.ts';

function context(change: Partial<MenuContext> = {}): MenuContext {
  return {
    state: shellState(),
    actions: silentActions(),
    texts: textsIn('en'),
    platform: 'linux',
    hasDeveloperTools: false,
    ...change,
  };
}

function items(template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

const labels = (template: MenuItemConstructorOptions[]) => template.map(({ label }) => label);
const roles = (template: MenuItemConstructorOptions[]) =>
  items(template).flatMap(({ role }) => (role === undefined ? [] : [role]));

describe('the application menu', () => {
  it('has its own first menu on macOS, and quits from the File menu elsewhere', () => {
    expect(labels(menuTemplate(context({ platform: 'macos' })))).toEqual([
      'Porchlight',
      'File',
      'Edit',
      'View',
      'Window',
      'Help',
    ]);
    for (const platform of ['windows', 'linux'] as const) {
      const template = menuTemplate(context({ platform }));
      expect(labels(template)).toEqual(['File', 'Edit', 'View', 'Window', 'Help']);
      expect(template[0]?.submenu).toContainEqual(expect.objectContaining({ id: 'quit' }));
    }
  });

  it.each(['windows', 'macos', 'linux'] as const)(
    'has what text fields and windows need on %s',
    (platform) => {
      expect(roles(menuTemplate(context({ platform })))).toEqual(
        expect.arrayContaining(
          ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'].concat([
            'resetZoom',
            'zoomIn',
            'zoomOut',
            'togglefullscreen',
            'minimize',
            'close',
          ]),
        ),
      );
    },
  );

  it('never quits by role, so that it can ask first', () => {
    for (const platform of ['windows', 'macos', 'linux'] as const) {
      const actions = silentActions();
      const template = menuTemplate(context({ platform, actions }));
      expect(roles(template)).not.toContain('quit');
      const quit = items(template).filter(({ id }) => id === 'quit');
      expect(quit).toHaveLength(1);
      expect(quit[0]?.accelerator).toBe('CommandOrControl+Q');
      (quit[0]?.click as unknown as () => void)();
      expect(actions.quit).toHaveBeenCalledOnce();
    }
  });

  it('keeps developer tools from those who host', () => {
    expect(roles(menuTemplate(context()))).not.toContain('toggleDevTools');
    expect(roles(menuTemplate(context({ hasDeveloperTools: true })))).toContain('toggleDevTools');
  });

  it('names every item in the chosen language', () => {
    for (const { label, type } of items(
      menuTemplate(context({ texts: textsIn('zh-CN'), platform: 'windows' })),
    )) {
      if (type !== 'separator') expect(label).toMatch(/\p{Script=Han}/u);
    }
  });

  it('gives no two items the same keys', () => {
    const keys = items(menuTemplate(context({ platform: 'macos' }))).flatMap(
      ({ accelerator }) => accelerator ?? [],
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('offers what there is: a chat while the host is on, a check where there is a feed', () => {
    const enabled = (id: string, change: Partial<MenuContext>) =>
      items(menuTemplate(context(change))).find((item) => item.id === id)?.enabled;
    expect(enabled('open-chat', {})).toBe(true);
    expect(enabled('open-chat', { state: shellState({ phase: 'first-run' }) })).toBe(false);
    expect(enabled('check-for-updates', {})).toBe(false);
    const settings = { ...shellState().settings, updateFeed: 'https://updates.example/porchlight' };
    expect(enabled('check-for-updates', { state: shellState({ settings }) })).toBe(true);
  });
});
