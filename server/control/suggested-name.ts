/** Names that systems and routers make up: they tell people nothing. */
const MADE_UP =
  /^(?:(?:desktop|laptop|win|pc|debian|ubuntu|fedora|linux|raspberrypi|localhost|host|node|unknown|android)(?:[-_ ]?[0-9a-z]*\d[0-9a-z]*)?|[0-9a-f-]{8,}|(?:ip-)?[\d.-]+)$/i;
const FALLBACK = 'Porchlight';

/**
 * What to fill into the question for the network's name: the machine's own name where somebody gave it one
 * ("mias-macbook.local" becomes "mias macbook"), else ours.
 */
export function suggestedServerName(machineName: string, maxChars: number): string {
  const [label = ''] = machineName.split('.');
  const name = label.replace(/[-_\s]+/g, ' ').trim();
  if (name.length < 2 || MADE_UP.test(label)) return FALLBACK;
  return Array.from(name).slice(0, maxChars).join('').trim();
}
