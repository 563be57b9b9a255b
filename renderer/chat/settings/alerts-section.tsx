import { useState } from 'react';
import { Button } from '../../shared/components/button.tsx';
import { SelectField } from '../../shared/components/select-field.tsx';
import { Switch } from '../../shared/components/switch.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { chooseAlerts, useAlertChoices, type AlertChoices } from '../alerts/alert-choices.ts';
import { chime } from '../alerts/chime.ts';
import { noticeState } from '../alerts/notices.ts';

const ABOUT: readonly AlertChoices['about'][] = ['me', 'all', 'nothing'];

/** What one is told of while looking elsewhere, and how; what stands in the way is said as it is. */
export function AlertsSection() {
  const { t } = useStrings();
  const { about, hasSound, hasNotices } = useAlertChoices();
  const [state, setState] = useState(noticeState);
  return (
    <section className="settings__section" aria-labelledby="settings-alerts">
      <h3 id="settings-alerts" className="settings__title">
        {t('alerts.title')}
      </h3>
      <SelectField
        label={t('alerts.about')}
        value={about}
        onChange={(event) => {
          chooseAlerts({ about: ABOUT.find((each) => each === event.target.value) ?? 'me' });
        }}
      >
        {ABOUT.map((each) => (
          <option key={each} value={each}>
            {t(`alerts.about.${each}`)}
          </option>
        ))}
      </SelectField>
      <Switch
        label={t('alerts.sound')}
        isOn={hasSound}
        onChange={(isOn) => {
          chooseAlerts({ hasSound: isOn });
          if (isOn) chime();
          return Promise.resolve(true);
        }}
      />
      {state === 'allowed' ? (
        <Switch
          label={t('alerts.notices')}
          isOn={hasNotices}
          onChange={(isOn) => {
            chooseAlerts({ hasNotices: isOn });
            return Promise.resolve(true);
          }}
        />
      ) : (
        <>
          <p className="settings__text">{t(`alerts.${state}`)}</p>
          {state === 'unasked' && (
            <div className="settings__foot">
              <Button
                onClick={() => {
                  void Notification.requestPermission().then(() => {
                    setState(noticeState());
                  });
                }}
              >
                {t('alerts.ask')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
