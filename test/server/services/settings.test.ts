import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../server/protocol/limits.ts';
import {
  publicSettings,
  SettingsStore,
  settingsToMeta,
  type HostSettings,
} from '../../../server/services/settings.ts';

const CHANGED: HostSettings = {
  serverName: 'The Lab',
  joinPolicy: 'password',
  pin: '012345',
  oneSessionPerAccount: false,
  wifiName: 'Lab Wi-Fi',
  isJoiningPaused: true,
  chosenAddress: '192.168.1.20',
  port: 8400,
  files: { fileMaxBytes: 1_000, userQuotaBytes: 20_000, totalQuotaBytes: 300_000 },
  imageHosts: {
    enabled: true,
    order: ['smms', 'freeimage'],
    freeimageKey: 'freeimage secret',
    smmsToken: 'smms secret',
  },
};

function readBack(settings: HostSettings): HostSettings {
  const meta: Record<string, string> = { server_name: settings.serverName };
  for (const [key, value] of Object.entries(settingsToMeta(settings))) if (value !== null) meta[key] = value;
  return new SettingsStore(meta).get();
}

describe('the settings', () => {
  it('have values before anybody chose any', () => {
    expect(new SettingsStore({}).get()).toEqual({
      serverName: 'Porchlight',
      joinPolicy: 'open',
      pin: null,
      oneSessionPerAccount: true,
      wifiName: null,
      isJoiningPaused: false,
      chosenAddress: null,
      port: null,
      files: {
        fileMaxBytes: LIMITS.fileMaxBytes,
        userQuotaBytes: LIMITS.userQuotaBytes,
        totalQuotaBytes: LIMITS.totalQuotaBytes,
      },
      imageHosts: { enabled: false, order: ['freeimage', 'smms'], freeimageKey: null, smmsToken: null },
    });
  });

  it.each([
    ['all changed', CHANGED],
    ['a PIN taken away', { ...CHANGED, pin: null }],
    ['closed', { ...CHANGED, joinPolicy: 'closed' as const, oneSessionPerAccount: true }],
    ['no room for files', { ...CHANGED, files: { ...CHANGED.files, userQuotaBytes: 0, totalQuotaBytes: 0 } }],
    [
      'one image host, and no keys',
      {
        ...CHANGED,
        imageHosts: { enabled: false, order: ['smms' as const], freeimageKey: null, smmsToken: null },
      },
    ],
  ])('come back as they were stored: %s', (_title, settings) => {
    expect(readBack(settings)).toEqual(settings);
  });

  it('do not stumble over a policy or an image host that a later version stored', () => {
    expect(new SettingsStore({ join_policy: 'by-moonlight' }).get().joinPolicy).toBe('open');
    expect(new SettingsStore({ image_host_order: 'smms,moonlit' }).get().imageHosts.order).toEqual([
      'freeimage',
      'smms',
    ]);
  });

  it.each(['', ' ', '-1', '1.5', 'many', '9'.repeat(30)])(
    'fall back where a size was stored as “%s”',
    (stored) => {
      expect(new SettingsStore({ file_max_bytes: stored }).get().files.fileMaxBytes).toBe(
        LIMITS.fileMaxBytes,
      );
    },
  );

  it('show of a secret only whether there is one', () => {
    const { imageHosts, ...rest } = CHANGED;
    expect(publicSettings({ ...CHANGED, imageHosts: { ...imageHosts, smmsToken: null } })).toEqual({
      ...rest,
      imageHosts: { enabled: true, order: ['smms', 'freeimage'], hasFreeimageKey: true, hasSmmsToken: false },
    });
  });
});
