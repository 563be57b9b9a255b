import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { badgeIconName } from '../../../main/notify/badge.ts';
import { trayIcon, trayIconFile } from '../../../main/tray/tray-icon.ts';
import { drawTrayIcons, TRAY_FOLDER } from '../../../scripts/tray-icons.ts';

const STATUSES = ['starting', 'first-run', 'on', 'paused', 'problem'] as const;
const PLATFORMS = ['windows', 'macos', 'linux'] as const;

describe('the lantern', () => {
  it('has a picture for every state on every system', () => {
    for (const status of STATUSES) {
      for (const platform of PLATFORMS) {
        expect(
          existsSync(trayIconFile(trayIcon(status), platform, TRAY_FOLDER)),
          `${status}, ${platform}`,
        ).toBe(true);
      }
    }
  });

  it('is a template in two densities on macOS: black alone, told by its alpha', async () => {
    for (const status of STATUSES) {
      const file = trayIconFile(trayIcon(status), 'macos', TRAY_FOLDER);
      for (const [name, size] of [
        [file, 16],
        [file.replace('.png', '@2x.png'), 32],
      ] as const) {
        const { data, info } = await sharp(name).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
        expect([info.width, info.height]).toEqual([size, size]);
        const colours = data.filter((_, index) => index % 4 !== 3);
        expect(colours.every((value) => value === 0)).toBe(true);
      }
    }
  });

  it('looks different in each state', async () => {
    const files = ['starting', 'on', 'paused', 'problem'].flatMap((icon) => [
      `${icon}.png`,
      `${icon}Template.png`,
    ]);
    const pictures = await Promise.all(files.map((file) => readFile(path.join(TRAY_FOLDER, file), 'base64')));
    expect(new Set(pictures).size).toBe(files.length);
  });

  it('comes in every size that Windows asks for', async () => {
    const ico = await readFile(trayIconFile('on', 'windows', TRAY_FOLDER));
    expect(ico.readUInt16LE(2)).toBe(1);
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => ico.readUInt8(6 + 16 * index));
    expect(sizes).toEqual([16, 20, 24, 32, 40, 48]);
    for (const [index, size] of sizes.entries()) {
      const offset = ico.readUInt32LE(6 + 16 * index + 12);
      expect(ico.readInt32LE(offset + 4)).toBe(size);
    }
  });

  it('is drawn from its sources', async () => {
    for (const { name, bytes } of await drawTrayIcons()) {
      if (!name.endsWith('.png')) continue;
      const [drawn, kept] = await Promise.all(
        [bytes, await readFile(path.join(TRAY_FOLDER, name))].map((png) => sharp(png).raw().toBuffer()),
      );
      expect(kept?.length, name).toBe(drawn?.length);
      // Processors round the edges a little differently.
      expect(
        drawn?.every((value, index) => Math.abs(value - (kept?.[index] ?? 999)) <= 2),
        name,
      ).toBe(true);
    }
  });
});

describe('badgeIconName', () => {
  it('has a picture for each count up to nine and one for more', () => {
    expect(badgeIconName(0)).toBeNull();
    const names = Array.from({ length: 12 }, (_, index) => badgeIconName(index + 1) ?? '');
    expect(names.slice(8)).toEqual(['unread-9', 'unread-many', 'unread-many', 'unread-many']);
    for (const name of names) expect(existsSync(path.join(TRAY_FOLDER, `${name}.png`)), name).toBe(true);
  });
});
