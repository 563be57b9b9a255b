import { execFile } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  autostartEntry,
  autostartFile,
  isAutostartOn,
  readAutostart,
  writeAutostart,
} from '../../../main/login/autostart-file.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

describe('autostartFile', () => {
  it('is where the desktop looks', () => {
    expect(autostartFile({}, '/home/ada')).toBe('/home/ada/.config/autostart/porchlight.desktop');
    expect(autostartFile({ XDG_CONFIG_HOME: '/conf' }, '/home/ada')).toBe(
      '/conf/autostart/porchlight.desktop',
    );
    expect(autostartFile({ XDG_CONFIG_HOME: 'conf' }, '/home/ada')).toBe(
      '/home/ada/.config/autostart/porchlight.desktop',
    );
  });
});

describe('autostartEntry', () => {
  it('starts the program hidden', () => {
    expect(autostartEntry(['/opt/Porchlight/porchlight', '--hidden'])).toContain(
      '\nExec="/opt/Porchlight/porchlight" "--hidden"\n',
    );
  });

  it('lets no path be more than a path', () => {
    const exec = (command: string) => /^Exec=(.*)$/m.exec(autostartEntry([command]))?.[1];
    expect(exec('/home/a b/x')).toBe('"/home/a b/x"');
    expect(exec('/100%/x')).toBe('"/100%%/x"');
    expect(exec('/$HOME/`id`')).toBe(String.raw`"/\\$HOME/\\` + '`id' + String.raw`\\` + '`"');
    expect(exec(String.raw`/back\slash`)).toBe(String.raw`"/back\\\\slash"`);
  });

  it('breaks no line, whatever the path', () => {
    expect(autostartEntry(['/a\nHidden=true']).split('\n')).toHaveLength(
      autostartEntry(['/a']).split('\n').length,
    );
  });
});

describe('isAutostartOn', () => {
  it.each([
    [null, false],
    ['[Desktop Entry]\nExec=x\n', true],
    ['[Desktop Entry]\nHidden=true\n', false],
    ['[Desktop Entry]\nX-GNOME-Autostart-enabled=false\n', false],
    ['[Desktop Entry]\nHidden=false\nX-GNOME-Autostart-enabled=true\n', true],
  ])('%j: %s', (text, isOn) => {
    expect(isAutostartOn(text)).toBe(isOn);
  });
});

describe('an entry on disk', () => {
  it('comes and goes', async () => {
    const file = path.join(await tempDirForTest(), 'autostart', 'porchlight.desktop');
    expect(await readAutostart(file)).toBe(false);
    await writeAutostart(file, ['/opt/porchlight', '--hidden']);
    expect(await readAutostart(file)).toBe(true);
    await writeAutostart(file, null);
    await writeAutostart(file, null);
    expect(await readAutostart(file)).toBe(false);
  });

  it('really starts the program with its arguments', async ({ skip }) => {
    const launcher = await promisify(execFile)('sh', ['-c', 'command -v gio || command -v dex || true']);
    const [tool] = launcher.stdout.trim().split('\n');
    if (!tool) skip('neither gio nor dex is installed, so nothing here starts desktop entries');
    const folder = await tempDirForTest();
    // GLib looks for the program before it undoes %%, so the % stands in an argument.
    const program = path.join(folder, 'a $b `c` "d\\e.sh');
    const argument = '100% $HOME `id` "x" \\ y';
    await writeFile(
      program,
      `#!/bin/sh\nprintf %s "$1" > '${folder}/started.new'\nmv '${folder}/started.new' '${folder}/started'\n`,
    );
    await chmod(program, 0o755);
    const entry = path.join(folder, 'porchlight.desktop');
    await writeAutostart(entry, [program, argument]);
    const args = tool?.endsWith('gio') ? ['launch', entry] : [entry];
    await promisify(execFile)(tool ?? '', args);
    await expect.poll(() => readFile(path.join(folder, 'started'), 'utf8').catch(() => '')).toBe(argument);
  });
});
