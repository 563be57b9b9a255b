import { useEffect } from 'react';
import type { DesktopBridge, DesktopState } from '../../../main/bridge/contract.ts';
import { desktopLanguages, type DesktopLanguage } from './desktop-languages.ts';
import { chooseLanguage, chosenLanguage, onLanguageChange } from '../../shared/i18n/i18n.ts';

/** The tray and the menus speak the language of this page: a choice on either side holds on both. */
export function useSharedLanguage(bridge: DesktopBridge, state: DesktopState | null): void {
  const chosen = state?.settings.language ?? null;
  useEffect(() => {
    if (chosen === null) return;
    const tag = chosen === 'system' ? null : chosen;
    if (chosenLanguage() !== tag) void chooseLanguage(tag);
  }, [chosen]);

  useEffect(() => {
    if (chosen === null) return;
    return onLanguageChange(() => {
      const here: DesktopLanguage = desktopLanguages.find((tag) => tag === chosenLanguage()) ?? 'system';
      if (here !== chosen) void bridge.changeSettings({ language: here });
    });
  }, [bridge, chosen]);
}
