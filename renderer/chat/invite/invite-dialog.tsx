import './invite-dialog.css';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../shared/components/button.tsx';
import { Dialog } from '../../shared/components/dialog.tsx';
import { FieldNote } from '../../shared/components/field.tsx';
import { QrCode } from '../../shared/components/qr-code.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { copyText } from '../../shared/text/copy-text.ts';
import { useClientState } from '../inside/client-context.ts';

/** The address of this page, to scan, to read out or to copy. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useStrings();
  const host = useClientState((state) => state.serverName);
  const [copied, setCopied] = useState<boolean | null>(null);
  const address = window.location.origin;
  return (
    <Dialog title={t('invite.title')} onClose={onClose}>
      <div className="invite">
        <p className="dialog__text">{t('invite.text')}</p>
        {isThisComputerOnly(window.location.hostname) && (
          <p className="invite__warning">{t('invite.localhost')}</p>
        )}
        <figure className="invite__code">
          <QrCode className="invite__qr" text={address} label={t('invite.qrLabel', { address })} />
          <figcaption>
            <span className="invite__host">{host}</span>
            <span className="invite__address">{address}</span>
          </figcaption>
        </figure>
        <Button
          look="primary"
          isWide
          icon={copied ? <Check size={18} aria-hidden /> : <Copy size={18} aria-hidden />}
          onClick={() => void copyText(address).then(setCopied)}
        >
          {copied ? t('common.copied') : t('invite.copy')}
        </Button>
        {copied === false && <FieldNote id="invite-problem" isError text={t('common.copyFailed')} />}
      </div>
    </Dialog>
  );
}

function isThisComputerOnly(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
