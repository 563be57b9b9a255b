import './navigation.css';
import { MessagesSquare, Network, QrCode, Radar, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../shared/components/button.tsx';
import { Lamp } from '../../shared/components/lamp.tsx';
import { useSay, type Say } from '../i18n/admin-strings.ts';
import { useAdmin, useLive } from '../link/admin-context.ts';
import type { Condition } from './condition.ts';
import { SECTIONS, type Section } from './sections.ts';

const ICONS: Readonly<Record<Section, ReactNode>> = {
  host: <QrCode size={20} aria-hidden />,
  network: <Network size={20} aria-hidden />,
  nearby: <Radar size={20} aria-hidden />,
  settings: <Settings size={20} aria-hidden />,
};

interface Props {
  section: Section;
  condition: Condition;
  place: string;
}

/** The host's name and state, the parts of the page, and the way into the chat. */
export function Navigation({ section, condition, place }: Props) {
  const { say } = useSay();
  const { desktop } = useAdmin();
  const { host } = useLive();
  const isLit = condition === 'on' || condition === 'paused';
  return (
    <header className="navigation">
      <div className="navigation__place">
        <Lamp size={32} isLit={isLit} />
        <div className="navigation__words">
          <p className="navigation__name">{place}</p>
          <p className="navigation__state" data-condition={condition}>
            {stateLine(say, condition, host?.people.online ?? 0)}
          </p>
        </div>
      </div>
      <nav className="navigation__parts" aria-label={say('nav.label')}>
        {SECTIONS.map((each) => (
          <a
            key={each}
            className="navigation__part"
            href={`#${each}`}
            aria-current={each === section ? 'page' : undefined}
          >
            {ICONS[each]}
            <span>{say(`nav.${each}`)}</span>
          </a>
        ))}
      </nav>
      <div className="navigation__chat">
        <Button
          look="primary"
          isWide
          icon={<MessagesSquare size={18} aria-hidden />}
          onClick={() => {
            if (desktop) void desktop.bridge.openChat();
            else window.location.assign('/');
          }}
        >
          {say('nav.chat')}
        </Button>
      </div>
    </header>
  );
}

function stateLine(say: Say, condition: Condition, count: number): string {
  return condition === 'on' ? say('nav.state.on', { count }) : say(`nav.state.${condition}`);
}
