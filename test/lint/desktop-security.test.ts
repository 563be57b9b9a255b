import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BRIDGE_CHANNEL, STATE_CHANNEL } from '../../main/bridge/contract.ts';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';

const PRELOAD = 'main/preload/admin-preload.cjs';
const sources = new Map(
  globSync('main/**/*.{ts,cjs}', { cwd: PROJECT_ROOT }).map((file) => [
    file.replaceAll('\\', '/'),
    readFileSync(path.join(PROJECT_ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''),
  ]),
);

const filesWith = (pattern: RegExp): string[] =>
  [...sources]
    .filter(([, text]) => pattern.test(text))
    .map(([file]) => file)
    .sort();
const source = (file: string): string => {
  const text = sources.get(file);
  if (text === undefined) throw new Error(`There is no ${file}.`);
  return text;
};

describe('windows', () => {
  it('are made in one place', () => {
    expect(filesWith(/new (?:BrowserWindow|BrowserView|WebContentsView|BaseWindow)\(/)).toEqual([
      'main/windows/create-window.ts',
    ]);
  });

  it.each([
    'sandbox: true',
    'contextIsolation: true',
    'nodeIntegration: false',
    'nodeIntegrationInSubFrames: false',
    'nodeIntegrationInWorker: false',
    'webSecurity: true',
    'allowRunningInsecureContent: false',
    'experimentalFeatures: false',
    'webviewTag: false',
    'spellcheck: false',
  ])('are made with %s', (setting) => {
    expect(source('main/windows/create-window.ts')).toContain(`${setting},`);
  });

  it('never load files, and have nothing that weakens them', () => {
    expect(
      filesWith(
        /loadFile|file:\/\/|nodeIntegration\w*: true|sandbox: false|contextIsolation: false|webSecurity: false|BlinkFeatures|allowpopups|<webview|allowRunningInsecureContent: true|experimentalFeatures: true/,
      ),
    ).toEqual([]);
  });

  it('get no code from the main process', () => {
    expect(filesWith(/executeJavaScript|insertCSS|\beval\(|new Function\(|appendSwitch\(/)).toEqual([]);
  });

  it('have a preload only where it is the host screen', () => {
    expect(filesWith(/preload: (?!string|path)/)).toEqual(['main/app.ts', 'main/windows/admin-window.ts']);
  });
});

describe('the preload', () => {
  it('needs nothing but electron’s bridge, and hands out nothing of Electron’s', () => {
    const text = source(PRELOAD);
    expect([...text.matchAll(/require\(([^)]*)\)/g)].map(([, name]) => name)).toEqual(["'electron'"]);
    expect(text).toContain('const { contextBridge, ipcRenderer } = require');
    expect([...text.matchAll(/exposeInMainWorld\('(\w+)', (\w+)\)/g)].map(([, ...names]) => names)).toEqual([
      ['porchlight', 'bridge'],
    ]);
    // Each function calls a fixed channel; none passes the module, an event or a channel's name through.
    const body = text.replace(/^const \{[^}]*\} = require.*$/m, '');
    expect(body).not.toMatch(
      /ipcRenderer\s*[,;})]|\.send\(|sendSync|postMessage|invoke\((?!`\$\{CHANNEL\}\w+`)/,
    );
  });

  it('uses the channels of the contract, and all that are answered', () => {
    const text = source(PRELOAD);
    expect(text).toContain(`const CHANNEL = '${BRIDGE_CHANNEL}';`);
    expect(text).toContain(`const STATE_CHANNEL = '${STATE_CHANNEL}';`);
    const called = [...text.matchAll(/\$\{CHANNEL\}(\w+)`/g)].map(([, name]) => name);
    const answers = source('main/bridge/register-bridge.ts');
    const schemas = [...answers.matchAll(/^ {2}(\w+): z\.tuple\(/gm)].map(([, name]) => name);
    expect(called.sort()).toEqual([...schemas, 'getState'].sort());
  });
});

describe('the main process', () => {
  it('listens to pages in one place, behind one check', () => {
    expect(filesWith(/\bipcMain\b|\.ipc\.(?:on|handle)/)).toEqual(['main/bridge/register-bridge.ts']);
    const text = source('main/bridge/register-bridge.ts');
    expect(text.match(/ipcMain\.handle\(/g)).toHaveLength(1);
    expect(text).toMatch(/ipcMain\.handle\([^\n]*\n\s*if \(!isAdminPage\(event, admin\(\)\)\)/);
  });

  it('gives the system’s browser an address in one place, and Electron’s own popups to nobody', () => {
    expect(filesWith(/openExternal\(/)).toEqual(['main/security/harden-contents.ts']);
    expect(filesWith(/action: 'allow'/)).toEqual([]);
  });

  it('guards every page from its creation on', () => {
    const text = source('main/security/harden-contents.ts');
    for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      expect(text).toContain(`contents.on('${event}', keepHome)`);
    }
    expect(text).toContain("contents.on('will-attach-webview', (event) => event.preventDefault())");
    expect(text).toContain("app.on('web-contents-created'");
    expect(text).toMatch(/certificate-error[\s\S]*preventDefault\(\);\s*trust\(false\)/);
    expect(filesWith(/setCertificateVerifyProc|ignore-certificate-errors|trust\(true\)/)).toEqual([]);
  });

  it('hardens every session that it makes', () => {
    const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;
    expect(filesWith(/fromPartition\(/)).toEqual(['main/app.ts', 'main/windows/nearby-windows.ts']);
    const app = source('main/app.ts');
    expect(count(app, /fromPartition\(/g)).toBe(2);
    // The two, and the default one that nothing uses.
    expect(count(app, /hardenSession\(/g)).toBe(3);
    expect(count(source('main/windows/nearby-windows.ts'), /hardenSession\(/g)).toBe(1);
    const hardening = source('main/security/harden-session.ts');
    for (const handler of [
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler(() => false)',
      'setDisplayMediaRequestHandler',
      'setSpellCheckerEnabled(false)',
    ]) {
      expect(hardening).toContain(handler);
    }
  });

  it('sandboxes every process, and registers its scheme without exceptions', () => {
    expect(source('main/index.ts')).toContain('app.enableSandbox()');
    expect(source('main/app-protocol/scheme.ts')).not.toMatch(/bypassCSP|corsEnabled|allowServiceWorkers/);
  });

  it('is one exact version of Electron', () => {
    const { devDependencies } = JSON.parse(readFileSync(path.join(PROJECT_ROOT, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('the checklist', () => {
  const text = readFileSync(path.join(PROJECT_ROOT, 'docs/electron-security.md'), 'utf8');

  it('has all twenty points, each with a file and what holds it', () => {
    const rows = text.split('\n').filter((line) => /^\|\s+\d+\s+\|/.test(line));
    expect(rows.map((row) => Number(/\d+/.exec(row)?.[0]))).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    for (const row of rows) expect(row.split('|').at(-2)).toMatch(/`test\//);
  });

  it('names only files that are there', () => {
    const named = [...text.matchAll(/`((?:main|server|test)\/[^`]+|[\w.-]+\.(?:yml|json))`/g)].map(
      ([, file]) => file!,
    );
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((file) => !existsSync(path.join(PROJECT_ROOT, file)))).toEqual([]);
  });
});
