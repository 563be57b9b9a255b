import { ServerResponse, type IncomingMessage } from 'node:http';
import cookieSession from 'cookie-session';
import type { NextFunction, Request, Response } from 'express';
import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { Session, Sessions } from '../session/sessions.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

type CookieRequest = IncomingMessage & {
  session?: CookieSessionInterfaces.CookieSessionObject | null | undefined;
};

/**
 * Who is asking. Browsers carry the token in a signed cookie that scripts can't read, named after the
 * server id so that two hosts at one address never mix; everything else sends `Authorization: Bearer`.
 */
export class Identity {
  /** Express middleware that reads and writes the cookie. */
  readonly cookies: ReturnType<typeof cookieSession>;
  private readonly sessions: Sessions;
  private readonly now: () => number;

  constructor(sessions: Sessions, serverId: string, cookieKey: string, now: () => number) {
    this.sessions = sessions;
    this.now = now;
    this.cookies = cookieSession({
      name: `porchlight-${serverId.slice(0, 8)}`,
      keys: [cookieKey],
      maxAge: LIMITS.sessionDays * DAY_MS,
      httpOnly: true,
      sameSite: 'strict',
      // Plain http on a LAN: a cookie for https alone would never be sent.
      secure: false,
    });
  }

  /** The session of an HTTP request, or null. A Bearer token goes before the cookie. */
  of(request: Request): Session | null {
    return this.sessions.authenticate(this.tokenOf(request));
  }

  /** @throws AppError `not_signed_in` */
  require(request: Request): Session {
    const session = this.of(request);
    if (!session) throw new AppError('not_signed_in');
    return session;
  }

  /** The token that a request carries, good or not. */
  tokenOf(request: CookieRequest): string | null {
    const header = request.headers.authorization;
    if (header !== undefined) return /^Bearer ([\w-]{1,200})$/.exec(header)?.[1] ?? '';
    const token: unknown = request.session?.['token'];
    return typeof token === 'string' ? token : null;
  }

  /** The session of a WebSocket upgrade, which no Express middleware has seen. */
  async ofUpgrade(request: IncomingMessage): Promise<Session | null> {
    if (request.headers.authorization !== undefined) return this.sessions.authenticate(this.tokenOf(request));
    await new Promise<void>((resolve, reject) => {
      this.cookies(request as Request, new ServerResponse(request) as Response, (error?: unknown) => {
        if (error) reject(error instanceof Error ? error : new Error('the cookie could not be read'));
        else resolve();
      });
    });
    return this.sessions.authenticate(this.tokenOf(request));
  }

  /** Puts a fresh token into the browser's cookie. */
  remember(request: Request, token: string): void {
    request.session = { token, week: this.week() };
  }

  forget(request: Request): void {
    request.session = null;
  }

  /** Sends the cookie anew once a week, so that it lasts as long as it is used. */
  renew = (request: Request, _response: Response, next: NextFunction): void => {
    if (request.session?.['token'] !== undefined && request.session['week'] !== this.week()) {
      request.session['week'] = this.week();
    }
    next();
  };

  private week(): number {
    return Math.floor(this.now() / WEEK_MS);
  }
}
