import './adapter-panel.css';
import type { AdapterReport } from '../../../server/protocol/admin.ts';
import { useSay } from '../i18n/admin-strings.ts';
import { AdapterIcon } from './adapter-icon.tsx';
import { FindingList } from './finding-list.tsx';

/** What one network adapter is, and what was found about it. */
export function AdapterPanel({ adapter }: { adapter: AdapterReport }) {
  const { say } = useSay();
  return (
    <article className="panel adapter-panel">
      <header className="adapter-panel__head">
        <span className="adapter-panel__icon">
          <AdapterIcon kind={adapter.kind} />
        </span>
        <div className="adapter-panel__words">
          <h3 className="adapter-panel__kind">
            {say(`kind.${adapter.kind}`)} <span className="adapter-panel__name">{adapter.interfaceName}</span>
          </h3>
          <p className="adapter-panel__addresses">{adapter.addresses.join(', ')}</p>
        </div>
      </header>
      <FindingList findings={adapter.findings} />
    </article>
  );
}
