import * as z from 'zod/mini';
import {
  desktopSettingsChangeSchema,
  desktopSettingsSchema,
  type DesktopSettings,
  type DesktopSettingsChange,
} from '../bridge/contract.ts';

export const DEFAULT_SETTINGS: DesktopSettings = {
  language: 'system',
  keepAwake: true,
  startAtLogin: false,
  notifications: true,
  updateFeed: null,
};

const { shape } = desktopSettingsSchema;

/** Takes what can be taken of a damaged file, field by field. */
const salvage = z.object({
  language: z.catch(shape.language, DEFAULT_SETTINGS.language),
  keepAwake: z.catch(shape.keepAwake, DEFAULT_SETTINGS.keepAwake),
  startAtLogin: z.catch(shape.startAtLogin, DEFAULT_SETTINGS.startAtLogin),
  notifications: z.catch(shape.notifications, DEFAULT_SETTINGS.notifications),
  updateFeed: z.catch(shape.updateFeed, DEFAULT_SETTINGS.updateFeed),
});

/** What a settings file says. Fields it does not know yet have their defaults; `isDamaged` where it is not sound. */
export function parseSettings(text: string): { settings: DesktopSettings; isDamaged: boolean } {
  const json = parseJson(text);
  const known = desktopSettingsChangeSchema.safeParse(json);
  if (known.success) return { settings: withChange(DEFAULT_SETTINGS, known.data), isDamaged: false };

  const saved = salvage.safeParse(json);
  return { settings: saved.success ? saved.data : DEFAULT_SETTINGS, isDamaged: true };
}

/** Settings with a change; what the change leaves out stays. */
export function withChange(settings: DesktopSettings, change: DesktopSettingsChange): DesktopSettings {
  return {
    language: change.language ?? settings.language,
    keepAwake: change.keepAwake ?? settings.keepAwake,
    startAtLogin: change.startAtLogin ?? settings.startAtLogin,
    notifications: change.notifications ?? settings.notifications,
    updateFeed: change.updateFeed === undefined ? settings.updateFeed : change.updateFeed,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
