import type { PowerMonitor } from 'electron';
import type { ShellLog } from '../shell/log.ts';

export interface WakeOptions {
  powerMonitor: Pick<PowerMonitor, 'on' | 'off'>;
  /** Tells the server that time has passed: networks, sockets and announcements may be gone. */
  onWake: () => void;
  log: ShellLog;
}

/** Watches for the machine's sleep and wake. Returns how to stop. */
export function watchWake({ powerMonitor, onWake, log }: WakeOptions): () => void {
  const onSuspend = (): void => log.info('machine_sleeps');
  const onResume = (): void => {
    log.info('machine_woke');
    onWake();
  };
  powerMonitor.on('suspend', onSuspend);
  powerMonitor.on('resume', onResume);
  return () => {
    powerMonitor.off('suspend', onSuspend);
    powerMonitor.off('resume', onResume);
  };
}
