import type { ControlledHost } from './control/controlled-host.ts';
import type { ImageHostUrls } from './files/image-hosts/image-hosts.ts';
import type { Logger } from './logging/logger.ts';
import type { JoinAddress } from './protocol/admin.ts';
import type { FirstLanguage } from './services/first-rooms.ts';

/** What a host is started with. */
export interface HostOptions {
  /** Absolute; made if need be by the caller. */
  dataDir: string;
  pagesDir: string;
  version: string;
  logger: Logger;
  /** The network's name; null keeps the stored one. */
  name: string | null;
  /** In which a new host's rooms are named. */
  language: FirstLanguage;
  /** 0 takes any free port; null the kept one, or the first free. */
  port: number | null;
  bind: string | null;
  /** Listens on this machine alone until there is an owner, whom the desktop app makes. */
  isPrivateUntilOwned?: boolean;
  hasMdns: boolean;
  hasRateLimits: boolean;
  /** Names people may use for this host besides its addresses and its own `.local` name. */
  extraHostNames?: readonly string[];
  /** Origins of front ends of the original that are served elsewhere, and may speak to its door here. */
  allowedOrigins?: readonly string[];
  /** Where image hosts are, if not at their own addresses. */
  imageHostUrls?: Partial<ImageHostUrls>;
}

/** A host that is listening. */
export interface Host {
  readonly port: number;
  name(): string;
  /** Best first; follows the network. */
  links(): JoinAddress[];
  /** The one-time set-up link; null once there is an owner. */
  setupUrl(): string | null;
  /** For the desktop app that started it. */
  control: ControlledHost;
  /** Resolves if the host can't go on by itself: its storage has died or is damaged. It should be stopped then. */
  failed: Promise<Error>;
  /** Tells everybody, stores what waits, says goodbye, and lets the folder go. Safe to call twice. */
  stop(): Promise<void>;
}
