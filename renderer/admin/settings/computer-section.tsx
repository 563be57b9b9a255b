import { Switch } from '../../shared/components/switch.tsx';
import { useSay } from '../i18n/admin-strings.ts';
import type { Desktop } from '../link/desktop.ts';
import { SettingsPanel } from './settings-panel.tsx';
import { useBridgeAnswer } from './use-bridge.ts';

/** How this computer treats being a host. */
export function ComputerSection({ desktop: { bridge, state } }: { desktop: Desktop }) {
  const { say } = useSay();
  const answer = useBridgeAnswer();
  const { keepAwake, startAtLogin, notifications } = state.settings;
  return (
    <SettingsPanel title={say('settings.computer')}>
      <Switch
        label={say('settings.awake')}
        hint={say(state.isKeepingAwake ? 'settings.awakeNow' : 'settings.awakeHint')}
        isOn={keepAwake}
        onChange={(isOn) => answer(bridge.changeSettings({ keepAwake: isOn }))}
      />
      <Switch
        label={say('settings.login')}
        hint={say('settings.loginHint')}
        isOn={startAtLogin}
        onChange={(isOn) => answer(bridge.changeSettings({ startAtLogin: isOn }))}
      />
      <Switch
        label={say('settings.notifications')}
        hint={say('settings.notificationsHint')}
        isOn={notifications}
        onChange={(isOn) => answer(bridge.changeSettings({ notifications: isOn }))}
      />
    </SettingsPanel>
  );
}
