import { Lamp } from '../../shared/components/lamp.tsx';
import { useSay } from '../i18n/admin-strings.ts';
import { useAdmin, useLive } from '../link/admin-context.ts';
import { SettingsPanel } from './settings-panel.tsx';

/** What this is, and which versions of it. */
export function AboutSection() {
  const { say } = useSay();
  const { desktop } = useAdmin();
  const { host } = useLive();
  const versions = desktop?.state.versions ?? null;
  const version = host?.version ?? versions?.app ?? null;
  return (
    <SettingsPanel title={say('settings.about')}>
      <div className="about">
        <Lamp size={48} />
        <div>
          <p className="about__text">{say('settings.aboutText')}</p>
          {version !== null && <p>{say('settings.version', { version })}</p>}
          {versions && <p className="about__small">{say('settings.parts', versions)}</p>}
          {host && <p className="about__small">{say('settings.hostId', { id: host.serverId })}</p>}
        </div>
      </div>
    </SettingsPanel>
  );
}
