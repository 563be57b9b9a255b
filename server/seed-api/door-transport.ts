import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import type { Session } from '../session/sessions.ts';

/** The cookie session, as the door uses it. */
export interface DoorIdentity {
  /** Reads and writes the cookie; must have run before the calls below. */
  readonly cookies: RequestHandler;
  /** Sends the cookie anew now and then, so that it lasts as long as it is used. */
  readonly renew: RequestHandler;
  /** The token of the cookie or the Authorization header, good or not. */
  tokenOf(request: IncomingMessage): string | null;
  /** The session of an upgrade, by cookie or Authorization header. Reads the cookie itself. */
  ofUpgrade(request: IncomingMessage): Promise<Session | null>;
  remember(request: Request, token: string): void;
  forget(request: Request): void;
}

/** What the door needs of transport; put in by the composition root. */
export interface DoorTransport {
  identity: DoorIdentity;
  /** Whether a Host header names this host. */
  isOwnHost(hostHeader: string | undefined): boolean;
  /** Whether a page of this origin may speak here: our own, those the host was told to allow, or no browser. */
  isAllowedOrigin(origin: string | undefined, hostHeader: string | undefined): boolean;
  /** Counts the request against the caller's share. @throws AppError `rate_limited` */
  limitRequests(sessionOf: (request: Request) => Session | null): RequestHandler;
  /** Gives up a small body that takes too long to arrive. */
  bodyDeadline: RequestHandler;
}
