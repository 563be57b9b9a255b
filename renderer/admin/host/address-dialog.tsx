import './address-dialog.css';
import type { HostState } from '../../../server/protocol/admin.ts';
import { Dialog } from '../../shared/components/dialog.tsx';
import { useSay } from '../i18n/admin-strings.ts';
import { AddressChoice } from './address-choice.tsx';
import { PortForm } from './port-form.tsx';

/** Which address the join card shows, and the port behind it. Follows the network while it is open. */
export function AddressDialog({ host, onClose }: { host: HostState; onClose: () => void }) {
  const { say } = useSay();
  return (
    <Dialog title={say('address.title')} onClose={onClose}>
      <div className="address-dialog">
        <AddressChoice host={host} />
        <PortForm host={host} />
      </div>
    </Dialog>
  );
}
