import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { expect, it, vi } from 'vitest';
import { watchWake } from '../../../main/awake/wake.ts';
import { silentLog } from '../support/scripted-shell.ts';

it('tells of each wake until it is stopped, and of no sleep', () => {
  const powerMonitor = new EventEmitter();
  const onWake = vi.fn();
  const stop = watchWake({
    powerMonitor: powerMonitor as unknown as PowerMonitor,
    onWake,
    log: silentLog,
  });
  powerMonitor.emit('suspend');
  expect(onWake).not.toHaveBeenCalled();
  powerMonitor.emit('resume');
  expect(onWake).toHaveBeenCalledOnce();
  stop();
  powerMonitor.emit('resume');
  expect(onWake).toHaveBeenCalledOnce();
  expect(powerMonitor.eventNames()).toEqual([]);
});
