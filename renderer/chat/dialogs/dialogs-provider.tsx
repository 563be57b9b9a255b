import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { Button } from '../../shared/components/button.tsx';
import { Dialog, DialogActions } from '../../shared/components/dialog.tsx';
import { useOnDemand } from '../../shared/hooks/use-on-demand.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { DialogContext, type DialogRequest } from './dialog-request.ts';

/** The first page must be light; nobody opens a dialog in the first seconds. */
const PREFETCH_AFTER_MS = 8_000;

const loadDialogs = () => import('./any-dialog.tsx');

interface Props {
  /** The host's, for the settings. */
  version: string;
  onSignedOut: () => void;
  children: ReactNode;
}

/** Holds the one open dialog. They are fetched after the page stands, so that they open without the host too. */
export function DialogsProvider({ version, onSignedOut, children }: Props) {
  const [request, setRequest] = useState<DialogRequest | null>(null);
  const close = useCallback(() => {
    setRequest(null);
  }, []);
  useEffect(() => {
    const timer = window.setTimeout(() => void loadDialogs().catch(() => undefined), PREFETCH_AFTER_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, []);
  return (
    <DialogContext value={setRequest}>
      {children}
      {request && (
        <OpenDialog request={request} version={version} onSignedOut={onSignedOut} onClose={close} />
      )}
    </DialogContext>
  );
}

interface OpenProps extends Omit<Props, 'children'> {
  request: DialogRequest;
  onClose: () => void;
}

function OpenDialog(props: OpenProps) {
  const { t } = useStrings();
  const dialogs = useOnDemand(loadDialogs);
  if (dialogs.state === 'loading') return null;
  if (dialogs.state === 'ready') return <dialogs.module.AnyDialog {...props} />;
  return (
    <Dialog title={t('common.loadFailedTitle')} onClose={props.onClose}>
      <p className="dialog__text">{t('common.loadFailed')}</p>
      <DialogActions>
        <Button look="primary" onClick={props.onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
