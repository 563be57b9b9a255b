import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { OutgoingPicture } from '../../../../server/files/image-hosts/image-host.ts';
import { chosenImageHosts, type ImageHostUrls } from '../../../../server/files/image-hosts/image-hosts.ts';
import {
  uploadToImageHosts,
  type ImageHostProgress,
  type UploadOptions,
} from '../../../../server/files/image-hosts/upload-to-image-hosts.ts';
import { LIMITS } from '../../../../server/protocol/limits.ts';
import { makePicture } from '../../../support/files.ts';
import {
  imageHostStandIn,
  type ImageHostStandIn,
  type StandInMood,
} from '../../../support/image-host-stand-in.ts';
import { tempDirForTest } from '../../../support/temp-dir.ts';

const KEY = 'freeimage-key-6d207e02';
const TOKEN = 'smms-token-14ac5499';
const SETTINGS = {
  enabled: true,
  order: ['freeimage', 'smms'] as const,
  freeimageKey: KEY,
  smmsToken: TOKEN,
};
const FREEIMAGE_URL = 'https://iili.io/33o3vOg.md.jpg';
const SMMS_URL = 'https://s2.loli.net/2025/03/03/Kf8.png';
const QUICK = { connectTimeoutMs: 300, totalTimeoutMs: 400 };
const PATIENT = { connectTimeoutMs: 5_000, totalTimeoutMs: 10_000 };

async function pictureOnDisk(bytes?: Buffer): Promise<OutgoingPicture & { bytes: Buffer }> {
  const content = bytes ?? (await makePicture());
  const file = path.join(await tempDirForTest(), 'picture');
  await writeFile(file, content);
  return { path: file, size: content.length, mime: 'image/png', fileName: 'picture.png', bytes: content };
}

function urlsOf({ url }: ImageHostStandIn): ImageHostUrls {
  return { freeimage: url, smms: url };
}

async function upload(standIn: ImageHostStandIn, options: Partial<UploadOptions> = {}) {
  const hosts = chosenImageHosts(SETTINGS, urlsOf(standIn));
  return uploadToImageHosts(hosts, await pictureOnDisk(), { limits: PATIENT, ...options });
}

describe('freeimage.host', () => {
  it('is sent the picture as Chevereto takes it, and gives its address', async () => {
    const standIn = await imageHostStandIn();
    const picture = await pictureOnDisk();
    const hosts = chosenImageHosts(SETTINGS, urlsOf(standIn));
    const result = await uploadToImageHosts(hosts, picture, { limits: PATIENT });
    expect(result).toEqual({ taken: { host: 'freeimage', url: FREEIMAGE_URL }, failures: [] });
    const [taken] = standIn.uploads;
    expect(taken!.path).toBe('/api/1/upload');
    expect(taken!.parts.get('key')!.text).toBe(KEY);
    expect(taken!.parts.get('format')!.text).toBe('json');
    expect(taken!.parts.get('source')).toEqual({
      text: picture.bytes.toString('latin1'),
      fileName: 'picture.png',
      type: 'image/png',
    });
    expect(taken!.headers.authorization).toBeUndefined();
    expect(taken!.headers.cookie).toBeUndefined();
  });
});

describe('sm.ms', () => {
  it('is sent the picture with the token in its header', async () => {
    const standIn = await imageHostStandIn();
    standIn.moods.freeimage = 'breaks';
    const result = await upload(standIn);
    expect(result).toEqual({
      taken: { host: 'smms', url: SMMS_URL },
      failures: [{ host: 'freeimage', reason: 'server_error' }],
    });
    const taken = standIn.uploads[1]!;
    expect(taken.path).toBe('/api/v2/upload');
    expect(taken.headers.authorization).toBe(TOKEN);
    expect(taken.parts.get('smfile')!.fileName).toBe('picture.png');
    expect(taken.parts.has('key')).toBe(false);
  });

  it('gives the address of a picture that it has already', async () => {
    const standIn = await imageHostStandIn();
    standIn.moods = { freeimage: 'refuses', smms: 'has-it' };
    expect((await upload(standIn)).taken).toEqual({ host: 'smms', url: SMMS_URL });
  });
});

describe('a host that does not take the picture', () => {
  it.each<[StandInMood, string]>([
    ['breaks', 'server_error'],
    ['no-json', 'bad_answer'],
    ['wrong-json', 'bad_answer'],
    ['bad-address', 'bad_answer'],
    ['endless-answer', 'bad_answer'],
    ['redirects', 'bad_answer'],
    ['too-large', 'too_large'],
    ['hangs-up', 'unreachable'],
  ])('which %s is passed over: %s', async (mood, reason) => {
    const standIn = await imageHostStandIn();
    standIn.moods = { freeimage: mood, smms: mood };
    expect(await upload(standIn)).toEqual({
      taken: null,
      failures: [
        { host: 'freeimage', reason },
        { host: 'smms', reason },
      ],
    });
  });

  it('is told apart as refusing, by status or by its answer', async () => {
    const standIn = await imageHostStandIn();
    standIn.moods = { freeimage: 'refuses', smms: 'refuses' };
    expect((await upload(standIn)).failures).toEqual([
      { host: 'freeimage', reason: 'refused' },
      { host: 'smms', reason: 'refused' },
    ]);
  });

  it('is not followed elsewhere', async () => {
    const standIn = await imageHostStandIn();
    standIn.moods = { freeimage: 'redirects', smms: 'redirects' };
    await upload(standIn);
    expect(standIn.uploads.map((taken) => taken.path)).toEqual(['/api/1/upload', '/api/v2/upload']);
  });

  it('is waited for only so long', async () => {
    const standIn = await imageHostStandIn();
    standIn.moods.freeimage = 'silent';
    expect(await upload(standIn, { limits: QUICK })).toEqual({
      taken: { host: 'smms', url: SMMS_URL },
      failures: [{ host: 'freeimage', reason: 'timeout' }],
    });
  });

  it('is unreachable where nothing listens', async () => {
    const hosts = chosenImageHosts(
      { ...SETTINGS, order: ['smms'] },
      urlsOf({ url: 'http://127.0.0.1:9' } as ImageHostStandIn),
    );
    const result = await uploadToImageHosts(hosts, await pictureOnDisk(), { limits: PATIENT });
    expect(result.failures).toEqual([{ host: 'smms', reason: 'unreachable' }]);
  });

  it('is not called at all for a picture above its limit', async () => {
    const standIn = await imageHostStandIn();
    const hosts = chosenImageHosts({ ...SETTINGS, order: ['smms'] }, urlsOf(standIn));
    const picture = { ...(await pictureOnDisk()), size: LIMITS.smmsMaxBytes + 1 };
    const result = await uploadToImageHosts(hosts, picture, { limits: PATIENT });
    expect(result.failures).toEqual([{ host: 'smms', reason: 'too_large' }]);
    expect(standIn.connectionCount()).toBe(0);
  });
});

describe('an upload', () => {
  it('that is called off tries no further host', async () => {
    const standIn = await imageHostStandIn();
    standIn.moods.freeimage = 'silent';
    const aborting = new AbortController();
    const result = upload(standIn, { signal: aborting.signal });
    await vi.waitFor(() => expect(standIn.uploads).toHaveLength(1));
    aborting.abort();
    expect(await result).toEqual({ taken: null, failures: [{ host: 'freeimage', reason: 'aborted' }] });
    expect(standIn.uploads).toHaveLength(1);
  });

  it('tells how far it is', async () => {
    const standIn = await imageHostStandIn();
    const steps: ImageHostProgress[] = [];
    await upload(standIn, { onProgress: (step) => steps.push(step) });
    expect(steps.length).toBeGreaterThan(0);
    for (const { host, loaded, total } of steps) {
      expect(host).toBe('freeimage');
      expect(loaded).toBeLessThanOrEqual(total);
    }
  });

  it('goes past a proxy of the environment', async () => {
    const proxy = await imageHostStandIn();
    vi.stubEnv('http_proxy', proxy.url);
    vi.stubEnv('HTTP_PROXY', proxy.url);
    const standIn = await imageHostStandIn();
    expect((await upload(standIn)).taken).not.toBeNull();
    expect(proxy.connectionCount()).toBe(0);
  });

  it.each<StandInMood>(['breaks', 'refuses', 'no-json', 'silent', 'hangs-up', 'endless-answer'])(
    'that fails because a host %s gives no key away',
    async (mood) => {
      const standIn = await imageHostStandIn();
      standIn.moods = { freeimage: mood, smms: mood };
      const result = inspect(await upload(standIn, { limits: QUICK }), { depth: null });
      expect(result).not.toContain(KEY);
      expect(result).not.toContain(TOKEN);
    },
  );
});

describe('the hosts to try', () => {
  const urls = urlsOf({ url: 'http://127.0.0.1:9' } as ImageHostStandIn);
  const names = (settings: Partial<Parameters<typeof chosenImageHosts>[0]>) =>
    chosenImageHosts({ ...SETTINGS, ...settings }, urls).map((host) => host.name);

  it('are in the order of the settings', () => {
    expect(names({})).toEqual(['freeimage', 'smms']);
    expect(names({ order: ['smms', 'freeimage'] })).toEqual(['smms', 'freeimage']);
    expect(names({ order: ['smms'] })).toEqual(['smms']);
  });

  it('are none while the setting is off', () => {
    expect(names({ enabled: false })).toEqual([]);
  });

  it('are only those with a key', () => {
    expect(names({ freeimageKey: null })).toEqual(['smms']);
    expect(names({ freeimageKey: null, smmsToken: null })).toEqual([]);
  });
});
