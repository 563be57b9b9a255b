import { EventEmitter } from 'node:events';
import type { PowerMonitor, PowerSaveBlocker } from 'electron';
import { strict } from './strict.ts';

type BlockerType = Parameters<PowerSaveBlocker['start']>[0];

class DoublePowerMonitor
  extends EventEmitter
  implements Pick<PowerMonitor, 'isOnBatteryPower' | 'onBatteryPower'>
{
  onBatteryPower = false;
  isOnBatteryPower(): boolean {
    return this.onBatteryPower;
  }
}

class DoublePowerSaveBlocker implements PowerSaveBlocker {
  /** What is held just now, by id. */
  readonly held = new Map<number, BlockerType>();
  private lastId = -1;

  start(type: BlockerType): number {
    this.held.set(++this.lastId, type);
    return this.lastId;
  }
  stop(id: number): boolean {
    return this.held.delete(id);
  }
  isStarted(id: number): boolean {
    return this.held.has(id);
  }
}

/** Tests emit `suspend`, `resume` and the like on it. */
export const powerMonitor = strict('powerMonitor', new DoublePowerMonitor());
export const powerSaveBlocker = strict('powerSaveBlocker', new DoublePowerSaveBlocker());
