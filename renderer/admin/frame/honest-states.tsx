import './honest-states.css';
import { PlugZap } from 'lucide-react';
import { Button } from '../../shared/components/button.tsx';
import { Lamp } from '../../shared/components/lamp.tsx';
import { Notice } from '../../shared/components/notice.tsx';
import { timeOfDay } from '../../shared/i18n/times.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';
import { useSay } from '../i18n/admin-strings.ts';
import { useAdmin } from '../link/admin-context.ts';
import type { Desktop } from '../link/desktop.ts';

/** The host has not answered for a while; what stands below is what it said last. */
export function LostStrip({ heardAt }: { heardAt: number }) {
  const { say, language } = useSay();
  const { live } = useAdmin().host;
  const time = timeOfDay(new Date(heardAt).toISOString(), language);
  return (
    <div className="lost-strip" role="status">
      <PlugZap size={18} aria-hidden />
      <p className="lost-strip__text">
        {say('lost.strip', { time })} {say('lost.again')}
      </p>
      <Button look="quiet" onClick={live.tryNow}>
        {say('lost.tryNow')}
      </Button>
    </div>
  );
}

/** It has not answered since the page was opened. */
export function LostNotice() {
  const { say } = useSay();
  const { live } = useAdmin().host;
  return (
    <Notice
      level={1}
      icon={<Lamp size={56} isLit={false} />}
      title={say('lost.title')}
      text={say('lost.again')}
    >
      <Button look="primary" onClick={live.tryNow}>
        {say('lost.tryNow')}
      </Button>
    </Notice>
  );
}

/** The host is coming up again, and was here before. */
export function StartingNotice() {
  const { say } = useSay();
  return (
    <div role="status" className="honest-state">
      <Notice
        level={1}
        icon={<Lamp size={56} isLit={false} />}
        title={say('starting.title')}
        text={say('starting.text')}
      />
    </div>
  );
}

/** The shell could not start the host, or it has ended. */
export function ProblemNotice() {
  const { desktop } = useAdmin();
  return desktop && <Problem desktop={desktop} />;
}

export function Problem({ desktop: { bridge, state } }: { desktop: Desktop }) {
  const { say } = useSay();
  const reason = useReason();
  const isRestarting = state.problem?.isRestarting ?? false;
  return (
    <div role="alert" className="honest-state">
      <Notice
        level={1}
        icon={<Lamp size={56} isLit={false} />}
        title={say('problem.title')}
        text={
          <>
            {state.problem && reason(state.problem)}
            <br />
            {isRestarting ? say('problem.restarting') : say('problem.kept')}
          </>
        }
      >
        {!isRestarting && (
          <Button look="primary" onClick={() => void bridge.restartServer()}>
            {say('problem.restart')}
          </Button>
        )}
        <Button onClick={() => void bridge.openLogs()}>{say('problem.logs')}</Button>
      </Notice>
    </div>
  );
}
