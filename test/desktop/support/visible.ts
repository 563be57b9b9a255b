import type { HostingApp } from './hosting-app.ts';

/** A window as a person knows it. */
export interface WindowLook {
  url: string;
  isVisible: boolean;
}

/** All windows, hidden ones too, oldest first. */
export function windowsOf({ app }: Pick<HostingApp, 'app'>): Promise<WindowLook[]> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      url: window.webContents.getURL(),
      isVisible: window.isVisible(),
    })),
  );
}

/** Closes the window whose address begins like this, as its close button does. */
export function closeWindow({ app }: Pick<HostingApp, 'app'>, urlStart: string): Promise<void> {
  return app.evaluate(({ BrowserWindow }, start) => {
    const found = BrowserWindow.getAllWindows().find((window) =>
      window.webContents.getURL().startsWith(start),
    );
    if (found === undefined) throw new Error(`No window at ${start}.`);
    found.close();
  }, urlStart);
}
