import './host-tools.css';
import { Copy, DoorClosed, DoorOpen, Maximize, Printer, Waypoints } from 'lucide-react';
import type { HostState } from '../../../server/protocol/admin.ts';
import { Button } from '../../shared/components/button.tsx';
import { useToast } from '../../shared/components/toasts.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { copyText } from '../../shared/text/copy-text.ts';
import { useSay } from '../i18n/admin-strings.ts';
import { useAdmin } from '../link/admin-context.ts';
import { useChange } from '../link/use-change.ts';

interface Props {
  host: HostState;
  onProject: () => void;
  onAddress: () => void;
}

/** What can be done with the join card. */
export function HostTools({ host, onProject, onAddress }: Props) {
  const { say } = useSay();
  const { t } = useStrings();
  const { desktop } = useAdmin();
  const toast = useToast();
  const change = useChange();
  const { best, join } = host;

  async function copy(address: string) {
    const isCopied = await copyText(address);
    toast(isCopied ? say('tools.copied', { address }) : t('common.copyFailed'));
  }

  return (
    <div className="host-tools" role="group" aria-label={say('tools.label')}>
      {best !== null && (
        <>
          <Button icon={<Maximize size={18} aria-hidden />} onClick={onProject}>
            {say('tools.project')}
          </Button>
          <Button icon={<Copy size={18} aria-hidden />} onClick={() => void copy(best.url)}>
            {say('tools.copy')}
          </Button>
          <Button
            icon={<Printer size={18} aria-hidden />}
            onClick={() => {
              if (desktop) void desktop.bridge.print();
              else window.print();
            }}
          >
            {say('tools.print')}
          </Button>
        </>
      )}
      <Button icon={<Waypoints size={18} aria-hidden />} onClick={onAddress}>
        {say('tools.address')}
      </Button>
      {join.policy !== 'closed' && (
        <Button
          className="host-tools__door"
          icon={join.isPaused ? <DoorOpen size={18} aria-hidden /> : <DoorClosed size={18} aria-hidden />}
          onClick={() =>
            void change(
              { isJoiningPaused: !join.isPaused },
              say(join.isPaused ? 'tools.resumedNow' : 'tools.pausedNow'),
            )
          }
        >
          {say(join.isPaused ? 'tools.resume' : 'tools.pause')}
        </Button>
      )}
    </div>
  );
}
