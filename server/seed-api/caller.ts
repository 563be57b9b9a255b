import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import type { Origin } from '../services/service-context.ts';
import type { Session, Sessions } from '../session/sessions.ts';
import type { DoorIdentity } from './door-transport.ts';

/**
 * Who is asking: the `token` header of the document, or the cookie session. A header that is not a live
 * token falls back on the cookie, since front ends send it empty before they know one.
 */
export class Caller {
  private readonly sessions: Sessions;
  private readonly identity: DoorIdentity;

  constructor(sessions: Sessions, identity: DoorIdentity) {
    this.sessions = sessions;
    this.identity = identity;
  }

  sessionOf = (request: Request): Session | null =>
    this.sessions.authenticate(tokenHeader(request)) ??
    this.sessions.authenticate(this.identity.tokenOf(request));

  /** The token of a live session that came with the request. */
  heldToken(request: Request): string | null {
    const header = tokenHeader(request);
    return this.sessions.authenticate(header) ? header : this.identity.tokenOf(request);
  }

  /**
   * The session of an upgrade. Scripts in a browser can't send a header with one, so that a page of another
   * site, which has no cookie here, may give the token in the address: `/ws?token=`.
   */
  async ofUpgrade(request: IncomingMessage): Promise<{ session: Session | null; hadToken: boolean }> {
    const byCookie = await this.identity.ofUpgrade(request);
    const tokens = [tokenHeader(request), tokenParameter(request)];
    let session: Session | null = null;
    for (const token of tokens) session ??= this.sessions.authenticate(token);
    const hadToken = [...tokens, this.identity.tokenOf(request)].some((token) => token !== null);
    return { session: session ?? byCookie, hadToken };
  }
}

/** The address under which the caller knows this host, to put before our own paths. */
export function baseOf(request: IncomingMessage): string {
  const scheme = 'encrypted' in request.socket && request.socket.encrypted === true ? 'https' : 'http';
  // Checked before anything else looked at the request.
  return `${scheme}://${request.headers.host ?? 'localhost'}`;
}

export function originOf(request: Request): Origin {
  return { address: addressOf(request), userAgent: request.headers['user-agent'] ?? '' };
}

export function addressOf(request: Request): string {
  return request.socket.remoteAddress ?? '';
}

function tokenHeader(request: IncomingMessage): string | null {
  const { token } = request.headers;
  return typeof token === 'string' && token !== '' ? token : null;
}

function tokenParameter(request: IncomingMessage): string | null {
  const query = (request.url ?? '').split('?', 2)[1];
  return new URLSearchParams(query).get('token');
}
