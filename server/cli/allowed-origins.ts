/** The environment's list of front ends that are served elsewhere. */
export type AllowedOrigins = { kind: 'origins'; origins: string[] } | { kind: 'error'; sentence: string };

/** Origins separated by commas, such as `http://192.168.1.9:8080`. A slash at the end is forgiven. */
export function parseAllowedOrigins(list: string): AllowedOrigins {
  const origins: string[] = [];
  for (const entry of list.split(',').map((each) => each.trim())) {
    if (entry === '') continue;
    const url = URL.parse(entry);
    if (url === null || !isOrigin(url)) {
      const sentence = `PORCHLIGHT_ALLOWED_ORIGINS: "${entry}" is not an origin such as http://192.168.1.9:8080.`;
      return { kind: 'error', sentence };
    }
    origins.push(url.origin);
  }
  return { kind: 'origins', origins };
}

/** Nothing may stand in it but scheme, host and port. */
function isOrigin(url: URL): boolean {
  return /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
}
