/** The scheme, host and name of the shell's own pages. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://porchlight`;

/** As `URL.origin`, which is opaque for schemes that the web does not know; null for what is no address. */
export function originOf(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null) return null;
  if (parsed.protocol === `${APP_SCHEME}:`) return `${parsed.protocol}//${parsed.host}`;
  return parsed.origin === 'null' ? null : parsed.origin;
}
