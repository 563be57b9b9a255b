import { listNetworkAddresses, type NetworkAddress } from './network-addresses.ts';
import { rankAddresses } from './rank-addresses.ts';

/** No system tells Node about network changes, so we look; people notice a Wi-Fi change no sooner themselves. */
const POLL_INTERVAL_MS = 5_000;
/** A tick this late means the machine slept: routers and caches have forgotten us even if nothing changed. */
const SLEPT_AFTER_MS = 30_000;

export interface NetworkChange {
  /** Ranked, best first. */
  addresses: NetworkAddress[];
  reason: 'changed' | 'woke';
}

export interface NetworkWatchOptions {
  onChange: (change: NetworkChange) => void;
  read?: () => NetworkAddress[];
  /** Milliseconds that go on during sleep. */
  now?: () => number;
}

export interface NetworkWatch {
  /** The ranked addresses as of the last look. */
  current(): NetworkAddress[];
  /** Looks at once. */
  check(): void;
  /** Looks at once, after the system said it woke up: that is told whether or not the addresses changed. */
  wake(): void;
  stop(): void;
}

/** Follows this machine's addresses. Its timer never keeps a process alive. */
export function watchNetwork({
  onChange,
  read = () => rankAddresses(listNetworkAddresses()),
  now = Date.now,
}: NetworkWatchOptions): NetworkWatch {
  let addresses = read();
  let lastLookAt = now();

  const look = (hasWoken: boolean): void => {
    const hasSlept = hasWoken || now() - lastLookAt > SLEPT_AFTER_MS;
    lastLookAt = now();
    const found = read();
    const hasChanged = JSON.stringify(found) !== JSON.stringify(addresses);
    addresses = found;
    // Asleep and moved elsewhere: what stayed the same has been forgotten by the network all the same.
    if (hasChanged || hasSlept) onChange({ addresses, reason: hasSlept ? 'woke' : 'changed' });
  };
  const check = (): void => look(false);
  const timer = setInterval(check, POLL_INTERVAL_MS);
  timer.unref();

  return { current: () => addresses, check, wake: () => look(true), stop: () => clearInterval(timer) };
}
