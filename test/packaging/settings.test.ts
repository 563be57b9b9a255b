import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import type { Configuration } from 'electron-builder';
import { beforeAll, describe, expect, it } from 'vitest';
import { signingSettings } from '../../scripts/packaging/signing.ts';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';

let settings: Configuration;
beforeAll(async () => {
  settings = await getConfig(PROJECT_ROOT, null, null);
});

const validate = (config: Configuration) => validateConfiguration(config, new DebugLogger(false));
const read = (file: string) => readFile(path.join(PROJECT_ROOT, file), 'utf8');

describe('electron-builder.yml', () => {
  it.each(['win', 'mac', 'linux'] as const)('is what electron-builder accepts for %s', async (system) => {
    expect(settings[system]).toBeDefined();
    await expect(validate(settings)).resolves.toBeUndefined();
    const broken = { ...settings, [system]: { ...settings[system], noSuchSetting: true } };
    await expect(validate(broken)).rejects.toThrow(`configuration.${system} should be`);
  });

  it('makes the installers that the three systems expect', () => {
    expect(settings.win?.target).toEqual(['nsis']);
    expect(settings.mac?.target).toEqual(['dmg', 'zip']);
    expect(settings.linux?.target).toEqual(['AppImage', 'deb', 'rpm']);
  });

  it('closes every door of the runtime that the app does not use', () => {
    expect(settings.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: true,
    });
    expect(settings.asar).toBe(true);
  });

  it('installs for one user on Windows, keeps the conversations, and asks for no more rights', () => {
    expect(settings.nsis).toMatchObject({
      oneClick: true,
      perMachine: false,
      deleteAppDataOnUninstall: false,
    });
    expect(settings.win?.requestedExecutionLevel).toBeUndefined();
  });

  it('tells macOS why the app speaks to the network, and what it announces', () => {
    expect(settings.mac).toMatchObject({
      hardenedRuntime: true,
      extendInfo: {
        NSLocalNetworkUsageDescription: expect.stringContaining('network'),
        NSBonjourServices: ['_porchlight._tcp', '_http._tcp'],
      },
    });
  });

  it('registers links on every system', async () => {
    expect(settings.protocols).toMatchObject({ schemes: ['porchlight'] });
    expect(await read('packaging/installer.nsh')).toContain('Software\\Classes\\porchlight');
  });

  it('names only files that exist', () => {
    const { win, mac, linux, nsis, afterPack } = settings;
    const named = [win?.icon, mac?.icon, linux?.icon, mac?.entitlements, nsis?.include, afterPack];
    expect(named).toHaveLength(6);
    for (const file of named) expect(existsSync(path.join(PROJECT_ROOT, String(file)))).toBe(true);
  });

  it('leads no update check anywhere by itself', () => {
    expect(settings.publish).toEqual({ provider: 'generic', url: expect.stringMatching(/\.invalid$/) });
  });
});

describe('the Windows installer', () => {
  it('sets a firewall rule only as administrator, and never for public networks', async () => {
    const script = await read('packaging/installer.nsh');
    const blocks = [...script.matchAll(/\$\{If\} \$\{UAC_IsAdmin\}(.*?)\$\{EndIf\}/gs)].map(
      ([block]) => block,
    );
    expect(blocks).toHaveLength(2);
    expect(script.match(/advfirewall/g)).toHaveLength(blocks.join().match(/advfirewall/g)!.length);
    expect(script).toContain('profile=private,domain');
  });
});

describe('signing', () => {
  it('leaves the settings alone where there is a certificate, and on systems that need none', () => {
    expect(signingSettings('darwin', { CSC_LINK: 'file' })).toEqual({});
    expect(signingSettings('win32', {})).toEqual({});
    expect(signingSettings('linux', {})).toEqual({});
  });

  it('gives a macOS app without a certificate a signature that names nobody', async () => {
    const own = signingSettings('darwin', {});
    expect(own.mac?.identity).toBe('-');
    await expect(validate({ ...settings, mac: { ...settings.mac, ...own.mac } })).resolves.toBeUndefined();
    expect(await read(String(own.mac?.entitlements))).toContain('disable-library-validation');
    expect(await read(String(settings.mac?.entitlements))).not.toContain('disable-library-validation');
  });
});
