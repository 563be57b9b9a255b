import { setTimeout as sleep } from 'node:timers/promises';
import { openBonjour, type BonjourInternals, type BonjourRecord, type SendCallback } from './bonjour.ts';
import {
  SERVICE_TYPES,
  uniqueNames,
  type MdnsNames,
  type MdnsQuestion,
  type SeenRecord,
} from './mdns-names.ts';

/** RFC 6762 §8.1: three probes, 250 ms apart, after a random wait of up to 250 ms. */
const PROBES = 3;
const PROBE_INTERVAL_MS = 250;
const HOST_RECORD_TTL_SECONDS = 120;

export interface MdnsInterfaceOptions {
  /** The IPv4 address of the interface, and the only one it announces. */
  address: string;
  onRecords: (records: readonly SeenRecord[]) => void;
  onProblem: (event: string, error: unknown) => void;
}

/** The host's presence on one network interface. */
export interface MdnsInterface {
  readonly address: string;
  /** The names announced now; null before the first. */
  readonly announced: MdnsNames | null;
  /** Asks the network who has these names; answers arrive at `onRecords` meanwhile. Resolves after about a second. */
  probe(names: MdnsNames): Promise<void>;
  /**
   * Takes back what was announced before, then announces these names. Rejects while the socket is not open or
   * could not join the interface: then nobody would hear.
   */
  announce(names: MdnsNames, txt: Record<string, string>): Promise<void>;
  /** Asks this network; answers arrive at `onRecords`. */
  ask(questions: readonly MdnsQuestion[]): void;
  /** Says goodbye and closes the socket. */
  close(): Promise<void>;
}

/**
 * Opens mDNS on one interface.
 *
 * Bonjour by itself sends on the default route only, fails without one, and announces every address of the
 * machine everywhere. So each interface gets an instance of its own, whose records are narrowed to the
 * interface's address. Throws when the socket can't be made at all.
 */
export function openMdnsInterface({ address, onRecords, onProblem }: MdnsInterfaceOptions): MdnsInterface {
  const { bonjour, server } = openBonjour(address, onProblem);
  const { mdns } = server;
  let announced: MdnsNames | null = null;
  let hasJoined = false;
  let isClosed = false;

  mdns.on('networkInterface', () => {
    hasJoined = true;
  });
  mdns.on('response', ({ answers = [], additionals = [] }) => {
    if (!isClosed) onRecords([...answers, ...additionals]);
  });
  narrowRecords(server, address, (error) => {
    if (!isClosed) onProblem('mdns_send_failed', error);
  });

  const withdraw = (): Promise<void> =>
    new Promise((resolve) => {
      announced = null;
      bonjour.unpublishAll(() => resolve());
    });

  return {
    address,
    get announced() {
      return announced;
    },

    async probe(names) {
      await sleep(Math.random() * PROBE_INTERVAL_MS, undefined, { ref: false });
      for (let sent = 0; sent < PROBES && !isClosed; sent++) {
        mdns.query(uniqueNames(names).map((name) => ({ name, type: 'ANY' })));
        await sleep(PROBE_INTERVAL_MS, undefined, { ref: false });
      }
    },

    ask(questions) {
      if (!isClosed) mdns.query(questions);
    },

    async announce(names, txt) {
      if (announced !== null) await withdraw();
      if (isClosed) return;
      if (!hasJoined) throw new Error('The mDNS socket has not joined its network.');
      announced = names;
      for (const type of SERVICE_TYPES) {
        const service = bonjour.publish({
          name: names.serviceName,
          type,
          port: names.port,
          host: names.hostName,
          txt,
          // Its own probe watches service names only, and on a clash writes to the console and gives up.
          probe: false,
          disableIPv6: true,
        });
        service.on('error', (error: unknown) => onProblem('mdns_announce_failed', error));
      }
    },

    async close() {
      if (isClosed) return;
      isClosed = true;
      await withdraw();
      await new Promise<void>((resolve) => {
        bonjour.destroy(() => resolve());
      });
    },
  };
}

/** Replaces the address records of everything that Bonjour registers or sends by the one of this interface. */
function narrowRecords(
  server: BonjourInternals['server'],
  address: string,
  onSendError: (error: Error) => void,
): void {
  const register = server.register.bind(server);
  server.register = (records) => register(narrow([records].flat(), address));

  const { mdns } = server;
  const respond = mdns.respond.bind(mdns);
  mdns.respond = (response, ...rest) => {
    const last = rest.at(-1);
    const done = typeof last === 'function' ? (last as SendCallback) : undefined;
    respond(
      // Only announcements and goodbyes come as lists; answers are made of registered records.
      Array.isArray(response) ? narrow(response as BonjourRecord[], address) : response,
      ...(done ? rest.slice(0, -1) : rest),
      (error?: Error | null) => {
        if (error) onSendError(error);
        done?.(error);
      },
    );
  };
}

function narrow(records: readonly BonjourRecord[], address: string): BonjourRecord[] {
  const others = records.filter(({ type }) => type !== 'A' && type !== 'AAAA');
  // Bonjour lists no address for adapters whose MAC is hidden, so the record is made here.
  const targets = new Map(
    others.flatMap(({ type, data, ttl }) =>
      type === 'SRV' ? [[(data as { target: string }).target, ttl] as const] : [],
    ),
  );
  const own = [...targets].map(([name, ttl]) => ({
    name,
    type: 'A',
    ttl: ttl === 0 ? 0 : HOST_RECORD_TTL_SECONDS,
    data: address,
  }));
  return [...others, ...own];
}
