import { useState } from 'react';
import { Button } from '../../shared/components/button.tsx';
import { ConfirmDialog } from '../../shared/components/confirm-dialog.tsx';
import { useToast } from '../../shared/components/toasts.tsx';
import { useReason } from '../../shared/i18n/use-reason.ts';
import { useSay } from '../i18n/admin-strings.ts';
import { useLive } from '../link/admin-context.ts';
import type { Desktop } from '../link/desktop.ts';
import { SettingsPanel, SettingsRow } from './settings-panel.tsx';
import { useBridgeAnswer } from './use-bridge.ts';

/** What helps when something is wrong: a restart, and what was written down. */
export function TroubleSection({ desktop: { bridge } }: { desktop: Desktop }) {
  const { say } = useSay();
  const answer = useBridgeAnswer();
  const toast = useToast();
  const reason = useReason();
  const { host } = useLive();
  const [isAsking, setAsking] = useState(false);

  async function restart(): Promise<string | null> {
    const result = await bridge.restartServer();
    if (!result.ok) return reason(result);
    toast(say('settings.restarting'));
    return null;
  }

  return (
    <SettingsPanel title={say('settings.help')}>
      <SettingsRow label={say('settings.logs')} text={say('settings.logsHint')}>
        <Button onClick={() => void answer(bridge.openLogs())}>{say('settings.logsOpen')}</Button>
      </SettingsRow>
      <SettingsRow label={say('settings.restart')} text={say('settings.restartHint')}>
        <Button
          onClick={() => {
            setAsking(true);
          }}
        >
          {say('settings.restartGo')}
        </Button>
      </SettingsRow>
      {isAsking && (
        <ConfirmDialog
          title={say('settings.restartTitle')}
          text={
            host && host.people.online > 0
              ? say('settings.restartText', { count: host.people.online })
              : say('settings.restartHint')
          }
          confirm={say('settings.restartGo')}
          onConfirm={restart}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </SettingsPanel>
  );
}
