import './adapter-panel.css';
import type { AdapterReport } from '../../../server/protocol/admin.ts';
import { useSay } from '../i18n/admin-strings.ts';
import { AdapterIcon } from './adapter-icon.tsx';
import { findingText } from './finding-text.ts';

/** Adapters that nobody in the room can use, in a line each: so that nobody wonders what they are. */
export function QuietAdapters({ adapters }: { adapters: readonly AdapterReport[] }) {
  const { say } = useSay();
  return (
    <ul className="quiet-adapters">
      {adapters.map(({ interfaceName, kind, addresses, findings }) => (
        <li key={interfaceName} className="quiet-adapters__line">
          <AdapterIcon kind={kind} />
          <div>
            <p className="quiet-adapters__name">
              {interfaceName} {addresses.join(', ')}
            </p>
            {findings.map((finding) => (
              <p key={finding.code}>{findingText(finding, say).title}</p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
