import type { DesktopSettings } from '../../../main/bridge/contract.ts';

export type DesktopLanguage = DesktopSettings['language'];

/** What the desktop shell can speak besides the system's language. */
export const desktopLanguages: readonly DesktopLanguage[] = ['en', 'zh-CN'];
