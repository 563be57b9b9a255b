import pLimit from 'p-limit';
import type { NearbyHost } from '../../protocol/admin.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { callHost, type HostCall } from '../call-host.ts';
import type { SeenRecord } from '../mdns-names.ts';
import { readInterfacesSafely, type ReadInterfaces } from '../network-addresses.ts';
import { HeardHosts, type HeardHost } from './heard-hosts.ts';
import { isOnLink } from './on-link.ts';

/** RFC 6762 §6 lets answers wait up to 120 ms, and Wi-Fi up to half a second. */
const ANSWER_WAIT_MS = 700;
/** What comes and goes within this is told together. */
const SETTLE_MS = 300;

export interface NearbyOptions {
  /** Our own id: we are not near ourselves. */
  serverId: string;
  /** Asks every network for hosts; answers are to arrive at `hear`. */
  ask: () => void;
  call?: (url: string, timeoutMs: number) => Promise<HostCall>;
  readInterfaces?: ReadInterfaces;
  /** Milliseconds of a clock that goes on during sleep. */
  now?: () => number;
}

interface Known {
  host: NearbyHost | null;
  checkedAt: number;
}

/**
 * The other hosts of this network: heard by mDNS, and believed once they have answered. Nothing is asked or called
 * while nobody wants to know.
 */
export class Nearby {
  private readonly options: Required<NearbyOptions>;
  private readonly heard: HeardHosts;
  /** By the key of what was heard. */
  private readonly known = new Map<string, Known>();
  private readonly listeners = new Set<(hosts: NearbyHost[]) => void>();
  private readonly limit = pLimit(LIMITS.nearbyCallsAtOnce);
  private looking: Promise<NearbyHost[]> | undefined;
  private askedAt = Number.NEGATIVE_INFINITY;
  private told = '[]';
  private timer: NodeJS.Timeout | undefined;
  private settling: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(options: NearbyOptions) {
    this.options = {
      call: callHost,
      readInterfaces: readInterfacesSafely,
      now: Date.now,
      ...options,
    };
    this.heard = new HeardHosts(this.options.now);
  }

  /** Takes in what was heard on one network. */
  hear(interfaceAddress: string, records: readonly SeenRecord[]): void {
    if (this.isStopped || !this.heard.hear(interfaceAddress, records) || this.listeners.size === 0) return;
    this.settling ??= setTimeout(() => {
      this.settling = undefined;
      this.lookOnceMore();
    }, SETTLE_MS).unref();
  }

  /** Everybody who answers; asks anew whom it has not asked for a while. Takes a few seconds at most. */
  look(): Promise<NearbyHost[]> {
    this.looking ??= this.lookNow().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  /** Calls back with the list whenever it changes, until the returned function is called. */
  watch(listener: (hosts: NearbyHost[]) => void): () => void {
    this.listeners.add(listener);
    this.timer ??= setInterval(() => void this.look(), LIMITS.nearbyFreshMs).unref();
    void this.look();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.rest();
    };
  }

  /** The host has come onto a network, whose hosts have not been asked yet. */
  askAnew(): void {
    this.askedAt = Number.NEGATIVE_INFINITY;
    if (this.listeners.size > 0) this.lookOnceMore();
  }

  /** The machine has slept: nothing that was known need be so any more. */
  forget(): void {
    this.heard.clear();
    this.known.clear();
    this.askAnew();
  }

  stop(): void {
    this.isStopped = true;
    this.listeners.clear();
    this.rest();
  }

  private rest(): void {
    clearInterval(this.timer);
    clearTimeout(this.settling);
    this.timer = this.settling = undefined;
  }

  /** One that is under way has not seen what has just happened. */
  private lookOnceMore(): void {
    void Promise.resolve(this.looking).then(() => this.look());
  }

  private async lookNow(): Promise<NearbyHost[]> {
    const { ask, now, readInterfaces } = this.options;
    if (this.isStopped) return [];
    if (Math.abs(now() - this.askedAt) >= LIMITS.nearbyAskIntervalMs) {
      this.askedAt = now();
      ask();
      await new Promise((resolve) => {
        setTimeout(resolve, ANSWER_WAIT_MS).unref();
      });
    }
    const interfaces = readInterfaces();
    const heard = this.heard
      .list()
      .filter(({ interfaceAddress, address }) => isOnLink(interfaceAddress, address, interfaces))
      .slice(0, LIMITS.nearbyHostsMax);
    const keys = new Set(heard.map(({ key }) => key));
    for (const key of this.known.keys()) if (!keys.has(key)) this.known.delete(key);
    await Promise.all(heard.map((each) => this.limit(() => this.check(each))));
    const hosts = this.list(heard);
    this.tell(hosts);
    return hosts;
  }

  private async check(place: HeardHost): Promise<void> {
    const { key, address, port } = place;
    const { call, now, serverId } = this.options;
    const known = this.known.get(key);
    if (this.isStopped || (known && Math.abs(now() - known.checkedAt) < LIMITS.nearbyFreshMs / 2)) return;
    const url = `http://${address}:${port}`;
    const answer = await call(url, LIMITS.nearbyCallTimeoutMs);
    if (answer.kind !== 'host') this.heard.drop(place);
    // One that is not set up yet can't be joined; it will be announced to people when it can.
    const isOther = answer.kind === 'host' && answer.host.id !== serverId && !answer.host.setupRequired;
    const host = isOther
      ? {
          serverId: answer.host.id,
          name: answer.host.name,
          version: answer.host.version,
          url,
          peopleOnline: answer.host.peopleOnline ?? null,
        }
      : null;
    this.known.set(key, { host, checkedAt: now() });
  }

  /** Each host once, although it may be on several networks. */
  private list(heard: readonly HeardHost[]): NearbyHost[] {
    const byId = new Map<string, NearbyHost>();
    for (const { key } of heard) {
      const host = this.known.get(key)?.host;
      if (host && !byId.has(host.serverId)) byId.set(host.serverId, host);
    }
    return [...byId.values()].toSorted(
      (a, b) => a.name.localeCompare(b.name, 'en') || a.serverId.localeCompare(b.serverId, 'en'),
    );
  }

  private tell(hosts: NearbyHost[]): void {
    const json = JSON.stringify(hosts);
    if (json === this.told || this.isStopped) return;
    this.told = json;
    for (const listener of this.listeners) listener(hosts);
  }
}
