import { useId, useState } from 'react';
import type { HostState } from '../../../server/protocol/admin.ts';
import type { JoinPolicy } from '../../../server/protocol/http.ts';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { Button } from '../../shared/components/button.tsx';
import { Switch } from '../../shared/components/switch.tsx';
import { usePending } from '../../shared/hooks/use-pending.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { AddressDialog } from '../host/address-dialog.tsx';
import { shownPin } from '../host/join-links.ts';
import { useSay } from '../i18n/admin-strings.ts';
import { useChange } from '../link/use-change.ts';
import { newPin } from './new-pin.ts';
import { SettingsPanel, SettingsRow } from './settings-panel.tsx';
import { TextSetting } from './text-setting.tsx';

const POLICIES: readonly JoinPolicy[] = ['open', 'password', 'closed'];
const POLICY_TEXT = {
  open: 'settings.policyOpen',
  password: 'settings.policyPassword',
  closed: 'settings.policyClosed',
} as const satisfies Record<JoinPolicy, string>;

const randomBytes = (count: number) => window.crypto.getRandomValues(new Uint8Array(count));

/** What everybody meets: the name, the Wi-Fi to be in, and who can come in. */
export function HostSection({ host }: { host: HostState }) {
  const { say } = useSay();
  const { t } = useStrings();
  const change = useChange();
  const [isChoosing, setChoosing] = useState(false);
  const policyId = useId();
  const saved = say('settings.saved');
  const [policy, choosePolicy] = usePending(host.join.policy, (joinPolicy) => change({ joinPolicy }, saved));
  return (
    <SettingsPanel title={say('settings.host')}>
      <TextSetting
        label={say('settings.serverName')}
        value={host.name}
        maxLength={LIMITS.serverNameMaxChars}
        check={(name) => (name === '' ? t('setup.serverNameMissing') : null)}
        onSave={(serverName) => change({ serverName }, saved)}
      />
      <TextSetting
        label={say('settings.wifi')}
        hint={say('settings.wifiHint')}
        value={host.wifiName ?? ''}
        maxLength={LIMITS.wifiNameMaxChars}
        onSave={(name) => change({ wifiName: name === '' ? null : name }, saved)}
      />
      <div className="settings-row">
        <label className="settings-row__words settings-row__label" htmlFor={policyId}>
          {say('settings.policy')}
        </label>
        <select
          id={policyId}
          value={policy}
          onChange={(event) => {
            choosePolicy(event.target.value as JoinPolicy);
          }}
        >
          {POLICIES.map((each) => (
            <option key={each} value={each}>
              {say(POLICY_TEXT[each])}
            </option>
          ))}
        </select>
      </div>
      <Pin pin={host.join.pin} />
      <SettingsRow
        label={say('settings.port')}
        text={
          host.best === null ? say('settings.portNone') : say('settings.portText', { address: host.best.url })
        }
      >
        <Button
          onClick={() => {
            setChoosing(true);
          }}
        >
          {say('settings.portChange')}
        </Button>
      </SettingsRow>
      {isChoosing && (
        <AddressDialog
          host={host}
          onClose={() => {
            setChoosing(false);
          }}
        />
      )}
    </SettingsPanel>
  );
}

function Pin({ pin }: { pin: string | null }) {
  const { say } = useSay();
  const change = useChange();
  const draw = () => change({ pin: newPin(randomBytes) }, say('settings.saved'));
  return (
    <div>
      <Switch
        label={say('settings.pin')}
        hint={say('settings.pinHint')}
        isOn={pin !== null}
        onChange={(isOn) => (isOn ? draw() : change({ pin: null }, say('settings.saved')))}
      />
      {pin !== null && (
        <div className="settings-pin">
          <p className="settings-pin__now">{say('settings.pinNow', { pin: shownPin(pin) })}</p>
          <Button look="quiet" onClick={() => void draw()}>
            {say('settings.pinNew')}
          </Button>
        </div>
      )}
    </div>
  );
}
