import './settings-dialog.css';
import { useRef } from 'react';
import { Dialog } from '../../shared/components/dialog.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { AlertsSection } from './alerts-section.tsx';
import { ConnectionSection } from './connection-section.tsx';
import { HostSection } from './host-section.tsx';
import { LookSection } from './look-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { SignOutSection } from './sign-out-section.tsx';

interface Props {
  /** The host's. */
  version: string;
  onClose: () => void;
  onSignedOut: () => void;
}

/** Everything about oneself on this host; leaving stands last. */
export function SettingsDialog({ version, onClose, onSignedOut }: Props) {
  const { t } = useStrings();
  const password = useRef<HTMLElement>(null);
  return (
    <Dialog title={t('settings.title')} onClose={onClose}>
      <div className="settings">
        <ProfileSection />
        <PasswordSection ref={password} />
        <LookSection />
        <AlertsSection />
        <HostSection />
        <ConnectionSection version={version} />
        <SignOutSection
          onSignedOut={onSignedOut}
          onSetPassword={() => {
            password.current?.scrollIntoView({ block: 'center' });
            password.current?.querySelector('input')?.focus();
          }}
        />
      </div>
    </Dialog>
  );
}
