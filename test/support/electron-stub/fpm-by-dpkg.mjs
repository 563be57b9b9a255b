#!/usr/bin/env node
// Takes the place of `fpm -s dir -t deb`, as electron-builder calls it: the same .deb, made by dpkg-deb.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SCRIPTS = {
  '--before-install': 'preinst',
  '--after-install': 'postinst',
  '--before-remove': 'prerm',
  '--after-remove': 'postrm',
};

const { options, mappings } = readArguments(process.argv.slice(2));
if (last('-s') !== 'dir' || last('-t') !== 'deb') {
  throw new Error(`Only a folder can become a .deb here, not ${last('-s')} a ${last('-t')}.`);
}
const root = mkdtempSync(path.join(tmpdir(), 'porchlight-deb-'));
try {
  for (const [source, target] of mappings) {
    cpSync(source, path.join(root, target), { recursive: true, verbatimSymlinks: true });
  }
  const control = path.join(root, 'DEBIAN');
  mkdirSync(control);
  writeFileSync(path.join(control, 'control'), controlFile());
  for (const [option, name] of Object.entries(SCRIPTS)) {
    if (!options.has(option)) continue;
    copyFileSync(last(option), path.join(control, name));
    chmodSync(path.join(control, name), 0o755);
  }
  chmodSync(root, 0o755);
  const compression = last('--deb-compression') || 'xz';
  const dpkg = ['--root-owner-group', `-Z${compression === 'gz' ? 'gzip' : compression}`, '-z1'];
  execFileSync('dpkg-deb', [...dpkg, '--build', root, last('--package')], { stdio: 'inherit' });
} finally {
  rmSync(root, { recursive: true });
}

/** @param {string[]} args */
function readArguments(args) {
  /** @type {Map<string, string[]>} */
  const options = new Map();
  /** @type {[string, string][]} */
  const mappings = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (argument === '--force') continue;
    if (argument.startsWith('-')) {
      index += 1;
      options.set(argument, [...(options.get(argument) ?? []), args[index] ?? '']);
    } else {
      const split = argument.lastIndexOf('=');
      mappings.push([argument.slice(0, split), argument.slice(split + 1)]);
    }
  }
  return { options, mappings };
}

/** @param {string} option */
function last(option) {
  return options.get(option)?.at(-1) ?? '';
}

function controlFile() {
  const kilobytes = execFileSync('du', ['-sk', root], { encoding: 'utf8' }).split('\t')[0];
  return [
    `Package: ${last('--name')}`,
    `Version: ${last('--version')}`,
    `Architecture: ${last('--architecture')}`,
    `Maintainer: ${last('--maintainer')}`,
    `Installed-Size: ${kilobytes}`,
    ...(options.has('-d') ? [`Depends: ${(options.get('-d') ?? []).join(', ')}`] : []),
    ...(options.has('--deb-recommends')
      ? [`Recommends: ${(options.get('--deb-recommends') ?? []).join(', ')}`]
      : []),
    `Section: ${last('--category') || 'misc'}`,
    `Priority: ${last('--deb-priority') || 'optional'}`,
    `Homepage: ${last('--url')}`,
    `Description: ${last('--description').trim().replace(/\n\s*/g, '\n ')}`,
    '',
  ].join('\n');
}
