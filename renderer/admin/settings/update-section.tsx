import { useState } from 'react';
import { Button } from '../../shared/components/button.tsx';
import { Switch } from '../../shared/components/switch.tsx';
import { useSay, type Say } from '../i18n/admin-strings.ts';
import type { Desktop } from '../link/desktop.ts';
import { SettingsPanel } from './settings-panel.tsx';
import { TextSetting } from './text-setting.tsx';
import { useBridgeAnswer } from './use-bridge.ts';

/** Longer than addresses are; the shell checks them anyhow. */
const FEED_MAX_CHARS = 500;

/** Updates from an address that the admin gives. Off, nothing is asked outside this network. */
export function UpdateSection({ desktop: { bridge, state } }: { desktop: Desktop }) {
  const { say } = useSay();
  const answer = useBridgeAnswer();
  const { updateFeed } = state.settings;
  const [isAsking, setAsking] = useState(updateFeed !== null);
  const isChecking = state.update.status === 'checking';
  return (
    <SettingsPanel title={say('settings.updatesTitle')}>
      <Switch
        label={say('settings.updates')}
        hint={say('settings.updatesHint')}
        isOn={isAsking}
        onChange={(isOn) => {
          setAsking(isOn);
          // On, it holds from the moment an address is saved.
          return isOn || updateFeed === null
            ? Promise.resolve(true)
            : answer(bridge.changeSettings({ updateFeed: null }));
        }}
      />
      {isAsking && (
        <TextSetting
          label={say('settings.feed')}
          hint={say('settings.feedHint')}
          value={updateFeed ?? ''}
          maxLength={FEED_MAX_CHARS}
          inputMode="url"
          check={(text) => (isWebAddress(text) ? null : say('settings.feedBad'))}
          onSave={(text) => answer(bridge.changeSettings({ updateFeed: text }))}
        />
      )}
      {updateFeed !== null && (
        <div className="settings-row">
          <p className="settings-row__words" role="status">
            {statusText(state.update, say)}
          </p>
          <Button isBusy={isChecking} onClick={() => void answer(bridge.checkForUpdates())}>
            {say(isChecking ? 'settings.update.checking' : 'settings.checkNow')}
          </Button>
        </div>
      )}
    </SettingsPanel>
  );
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}

function statusText({ status, version, message }: Desktop['state']['update'], say: Say): string {
  switch (status) {
    case 'off':
    case 'checking':
      return '';
    case 'idle':
      return say('settings.update.idle');
    case 'available':
      return say('settings.update.available', { version: version ?? '' });
    case 'ready':
      return say('settings.update.ready', { version: version ?? '' });
    case 'failed':
      return [say('settings.update.failed'), message].filter(Boolean).join(' ');
  }
}
