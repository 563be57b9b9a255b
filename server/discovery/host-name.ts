/** RFC 1035 §2.3.4: one label of a name. */
const LABEL_MAX_BYTES = 63;
const FALLBACK = 'porchlight';

/**
 * Makes a DNS label for `LABEL.local` from the network's display name: lower-case ASCII letters, digits
 * and single hyphens, at most 63 bytes. Accents are dropped ("Büro" becomes "buro"); a name without ASCII
 * letters becomes "porchlight", since punycode in an address bar helps nobody to type it.
 */
export function hostLabel(displayName: string): string {
  const slug = displayName
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/['’]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const label = trimHyphens(trimHyphens(slug).slice(0, LABEL_MAX_BYTES));
  // One stray letter of a name in another script ("会议室 A") says less than the fallback.
  const isTelling = /[a-z]/.test(label) && label.length > 1 && label !== 'localhost';
  return isTelling ? label : FALLBACK;
}

/**
 * The label to try after conflicts: 1 is the label itself, 2 is `label-2`, and so on.
 * Stays within 63 bytes.
 */
export function numberedHostLabel(label: string, attempt: number): string {
  if (attempt <= 1) return label;
  const suffix = `-${attempt}`;
  return trimHyphens(label.slice(0, LABEL_MAX_BYTES - suffix.length)) + suffix;
}

/**
 * The service instance name to try: the display name as people wrote it, " (2)" after a conflict
 * (RFC 6763 appendix D), within one DNS label of 63 UTF-8 bytes.
 */
export function numberedServiceName(displayName: string, attempt: number): string {
  // A dot would split the instance name into two labels in the packet encoder.
  const name = displayName.replaceAll('.', '-');
  const suffix = attempt <= 1 ? '' : ` (${attempt})`;
  return cutToBytes(name, LABEL_MAX_BYTES - suffix.length).trimEnd() + suffix;
}

function cutToBytes(text: string, maxBytes: number): string {
  let cut = '';
  let bytes = 0;
  for (const char of text) {
    bytes += Buffer.byteLength(char);
    if (bytes > maxBytes) break;
    cut += char;
  }
  return cut;
}

function trimHyphens(label: string): string {
  return label.replace(/^-+|-+$/g, '');
}
