import { styleText } from 'node:util';
import { bestJoinLink } from '../discovery/join-links.ts';
import type { JoinAddress } from '../protocol/admin.ts';
import { qrCodeSize, renderQrCode } from '../discovery/qr-code.ts';
import { GREETING_TEXTS } from './greeting-texts.ts';
import type { TerminalLanguage } from './locale.ts';
import type { TerminalStyle } from './terminal-style.ts';

export interface GreetingInput {
  /** The network's display name. */
  name: string;
  /** Best first. */
  links: readonly JoinAddress[];
  /** The one-time set-up link; null once there is an owner. */
  setupUrl: string | null;
  hasRateLimits: boolean;
  language: TerminalLanguage;
  style: TerminalStyle;
}

type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;

/**
 * What the person who started the host sees: how to set it up, how others join, how to stop it.
 * Ends with a line feed.
 */
export function renderGreeting({
  name,
  links,
  setupUrl,
  hasRateLimits,
  language,
  style,
}: GreetingInput): string {
  const texts = GREETING_TEXTS[language];
  const paint: Paint = (format, text) =>
    style.hasColour ? styleText(format, text, { validateStream: false }) : text;
  const best = bestJoinLink(links);
  const blocks = [
    paint('bold', texts.running(name)),
    hasRateLimits ? null : paint(['bold', 'red'], texts.noRateLimits),
    setupUrl === null
      ? null
      : [texts.setUp, indent(paint(['bold', 'green'], setupUrl)), paint('dim', texts.setUpNote)].join('\n'),
    best === null
      ? paint('yellow', texts.noNetwork)
      : [texts.join, indent(paint(['bold', 'cyan'], best.url))].join('\n'),
    best === null ? null : qrBlock(best.url, texts.scan, style),
    otherLinks(links, best, language, paint),
    paint('dim', texts.stops),
  ];
  return `${blocks.filter((block) => block !== null).join('\n\n')}\n`;
}

/** A code helps only where somebody looks at it, and a wrapped one can't be read. */
function qrBlock(
  url: string,
  caption: string,
  { isTerminal, hasColour, columns }: TerminalStyle,
): string | null {
  if (!isTerminal || qrCodeSize(url).columns + 2 > columns) return null;
  return `${caption}\n\n${indent(renderQrCode(url, { hasColour }))}`;
}

function otherLinks(
  links: readonly JoinAddress[],
  best: JoinAddress | null,
  language: TerminalLanguage,
  paint: Paint,
): string | null {
  const others = links.filter((link) => link !== best);
  if (others.length === 0) return null;
  const texts = GREETING_TEXTS[language];
  const width = Math.max(...others.map(({ url }) => url.length));
  const lines = others.map((link) => {
    const note = describe(link, language);
    return indent(note === '' ? link.url : `${link.url.padEnd(width)}  ${paint('dim', note)}`);
  });
  return best === null ? lines.join('\n') : [texts.alsoAt, ...lines].join('\n');
}

function describe({ type, kind, interfaceName }: JoinAddress, language: TerminalLanguage): string {
  const texts = GREETING_TEXTS[language];
  if (type === 'localhost' || kind === 'loopback') return texts.thisComputer;
  if (kind === null) return '';
  return [texts.kinds[kind], interfaceName].filter(Boolean).join(', ');
}

function indent(block: string): string {
  return block.replace(/^/gm, '  ');
}
