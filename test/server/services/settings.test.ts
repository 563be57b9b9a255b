import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../server/protocol/http.ts';
import { SettingsStore, settingsToMeta } from '../../../server/services/settings.ts';

const CHANGED: Settings = {
  serverName: 'The Lab',
  joinPolicy: 'password',
  pin: '012345',
  oneSessionPerAccount: false,
};

function readBack(settings: Settings): Settings {
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
    });
  });

  it.each([
    ['all changed', CHANGED],
    ['a PIN taken away', { ...CHANGED, pin: null }],
    ['closed', { ...CHANGED, joinPolicy: 'closed' as const, oneSessionPerAccount: true }],
  ])('come back as they were stored: %s', (_title, settings) => {
    expect(readBack(settings)).toEqual(settings);
  });

  it('do not stumble over a policy that a later version stored', () => {
    expect(new SettingsStore({ join_policy: 'by-moonlight' }).get().joinPolicy).toBe('open');
  });
});
