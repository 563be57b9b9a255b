import './settings-page.css';
import { PageHead } from '../frame/page-head.tsx';
import { useSay } from '../i18n/admin-strings.ts';
import { useAdmin, useLive } from '../link/admin-context.ts';
import { AboutSection } from './about-section.tsx';
import { ComputerSection } from './computer-section.tsx';
import { HostSection } from './host-section.tsx';
import { LookSection } from './look-section.tsx';
import { TroubleSection } from './trouble-section.tsx';
import { UpdateSection } from './update-section.tsx';

/** The host's own settings, and where the desktop shell is, those of this computer. */
export function SettingsPage() {
  const { say } = useSay();
  const { desktop } = useAdmin();
  const { host } = useLive();
  return (
    <div className="page">
      <PageHead title={say('settings.title')} />
      {host && <HostSection host={host} />}
      {desktop && <ComputerSection desktop={desktop} />}
      <LookSection />
      {desktop && <UpdateSection desktop={desktop} />}
      {desktop && <TroubleSection desktop={desktop} />}
      <AboutSection />
    </div>
  );
}
