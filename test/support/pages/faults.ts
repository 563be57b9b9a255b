import type { BrowserContext, ConsoleMessage } from 'playwright-core';

/** What Chromium itself writes when a host does not answer; the page can't keep it from doing so. */
const LOST_HOST = /net::ERR_|^WebSocket connection to /;

export interface FaultOptions {
  /** Where the page was opened; nothing may be asked of anybody else. */
  origin: string;
  /** The host goes away in this test: what the browser writes about that is no fault of the page. */
  mayLoseHost?: boolean;
}

/**
 * Notes everything that a page must never do: errors, lines in the console, breaches of its content security policy,
 * and requests to anybody but its own host. The list fills while the context lives.
 */
export async function watchForFaults(
  context: BrowserContext,
  { origin, mayLoseHost = false }: FaultOptions,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const checkAddress = (url: string): void => {
    const { protocol, host } = new URL(url);
    if (['data:', 'blob:', 'about:'].includes(protocol)) return;
    if (host !== new URL(origin).host) faults.push(`asked ${url}, which is not its host`);
  };
  context.on('weberror', (webError) => {
    const error = webError.error();
    faults.push(`error: ${error.stack ?? error.message}`);
  });
  context.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type()) || isAnswer(message)) return;
    if (mayLoseHost && LOST_HOST.test(message.text())) return;
    faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('request', (request) => {
    checkAddress(request.url());
  });
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      checkAddress(socket.url());
    });
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`CSP ${violatedDirective} blocked ${blockedURI}`);
    });
  });
  return faults;
}

/**
 * Chromium writes every refused request into the console. These are answers the page asks for and understands:
 * nobody is signed in yet, that name is taken, joining is paused, that password is wrong, there is no room for that
 * file.
 */
function isAnswer(message: ConsoleMessage): boolean {
  const { pathname } = new URL(message.location().url || 'about:blank');
  const status = /responded with a status of (\d+)/.exec(message.text())?.[1];
  const expected: Readonly<Record<string, readonly string[]>> = {
    '/api/v1/me': ['401'],
    '/api/v1/join': ['403', '409'],
    '/api/v1/session': ['401'],
    '/api/v1/resumable-uploads': ['507'],
  };
  return status !== undefined && (expected[pathname]?.includes(status) ?? false);
}
