/** What Electron's binaries hold before their fuses. https://github.com/electron/fuses */
export const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** In the order of the wire. */
export const FUSES = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;

export type FuseName = (typeof FUSES)[number];

const WIRE_VERSION = 1;
const [OFF, ON] = [0x30, 0x31];

/** Only what Electron itself ships switched on: cookies are plain and the archive is not checked. */
export function wireAsShipped(): Buffer {
  const isOn = new Set<FuseName>(['runAsNode', 'enableNodeOptionsEnvironmentVariable']);
  const states = FUSES.map((name) => (isOn.has(name) ? ON : OFF));
  return Buffer.concat([Buffer.from(SENTINEL), Buffer.from([WIRE_VERSION, FUSES.length, ...states])]);
}

/** How the fuses of a binary stand. Throws where it has no wire. */
export function readFuses(binary: Buffer): Record<FuseName, boolean> {
  const start = binary.indexOf(SENTINEL);
  if (start < 0) throw new Error('The binary has no fuse wire.');
  const states = binary.subarray(start + SENTINEL.length + 2);
  return Object.fromEntries(FUSES.map((name, index) => [name, states[index] === ON])) as Record<
    FuseName,
    boolean
  >;
}
