import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NetworkAddress } from '../../../server/discovery/network-addresses.ts';
import { watchNetwork, type NetworkChange } from '../../../server/discovery/network-watch.ts';

const HOME: NetworkAddress = { address: '192.168.1.5', family: 'IPv4', interfaceName: 'wlan0', kind: 'wifi' };
const OFFICE: NetworkAddress = { ...HOME, address: '10.0.0.5' };

describe('watchNetwork', () => {
  let network: NetworkAddress[];
  let changes: NetworkChange[];

  beforeEach(() => {
    vi.useFakeTimers();
    network = [HOME];
    changes = [];
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const watch = () =>
    watchNetwork({ read: () => structuredClone(network), onChange: (change) => changes.push(change) });

  it('is silent while nothing changes', () => {
    const watching = watch();
    vi.advanceTimersByTime(60_000);
    watching.stop();
    expect(changes).toEqual([]);
  });

  it('tells a change within five seconds, once', () => {
    const watching = watch();
    network = [OFFICE];
    vi.advanceTimersByTime(15_000);
    expect(changes).toEqual([{ addresses: [OFFICE], reason: 'changed' }]);
    expect(watching.current()).toEqual([OFFICE]);
    watching.stop();
  });

  it('tells that the machine slept, even if the network is the same', () => {
    const watching = watch();
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(5_000);
    expect(changes).toEqual([{ addresses: [HOME], reason: 'woke' }]);
    watching.stop();
  });

  it('tells of a wake at once, with what changed meanwhile', () => {
    const watching = watch();
    watching.wake();
    network = [OFFICE];
    watching.wake();
    expect(changes).toEqual([
      { addresses: [HOME], reason: 'woke' },
      { addresses: [OFFICE], reason: 'woke' },
    ]);
    watching.stop();
  });

  it('looks at once when asked, and never again once stopped', () => {
    const watching = watch();
    network = [];
    watching.check();
    expect(changes).toHaveLength(1);
    watching.stop();
    network = [OFFICE];
    vi.advanceTimersByTime(60_000);
    expect(changes).toHaveLength(1);
  });
});
