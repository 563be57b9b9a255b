import './join-help.css';
import { Laptop, Monitor, Smartphone, SquareTerminal } from 'lucide-react';
import { useSay } from '../i18n/admin-strings.ts';

const SYSTEMS = [
  ['phone', Smartphone],
  ['windows', Monitor],
  ['mac', Laptop],
  ['linux', SquareTerminal],
] as const;

/** A line for each kind of device. */
export function JoinHelp() {
  const { say } = useSay();
  return (
    <ul className="join-help">
      {SYSTEMS.map(([system, Icon]) => (
        <li key={system} className="join-help__line">
          <Icon size={18} aria-hidden />
          <p>
            <strong className="join-help__system">{say(`card.${system}`)}</strong> {say(`card.${system}Help`)}
          </p>
        </li>
      ))}
    </ul>
  );
}
