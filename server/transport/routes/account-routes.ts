import type { Request, Router } from 'express';
import {
  enterQuerySchema,
  joinRequestSchema,
  setupRequestSchema,
  signInRequestSchema,
  updateMeRequestSchema,
  type SignedIn,
} from '../../protocol/http.ts';
import { AppError } from '../../protocol/errors.ts';
import { requireUser, toMe } from '../../services/accounts.ts';
import { enterWindow, type EntryTickets } from '../../services/enter-window.ts';
import { joinHost } from '../../services/join-host.ts';
import type { Origin, ServiceContext } from '../../services/service-context.ts';
import { setUpHost } from '../../services/set-up-host.ts';
import { signIn } from '../../services/sign-in.ts';
import { signOut } from '../../services/sign-out.ts';
import { updateAccount } from '../../services/update-account.ts';
import { isLoopback } from '../../session/loopback.ts';
import type { RateLimiter } from '../../session/rate-limiter.ts';
import type { SignInThrottle } from '../../session/sign-in-throttle.ts';
import { defineRoutes } from '../define-routes.ts';
import type { Identity } from '../identity.ts';
import { parse } from '../parse.ts';

export interface AccountRouteOptions {
  context: ServiceContext;
  identity: Identity;
  throttle: SignInThrottle;
  /** By address; null where rate limits are off. */
  joins: RateLimiter | null;
  /** For the chat window of the host itself. */
  tickets: EntryTickets;
}

/** Set-up, joining, signing in and out, and one's own account. */
export function accountRoutes({ context, identity, throttle, joins, tickets }: AccountRouteOptions): Router {
  return defineRoutes({
    '/setup': {
      post: async (request, response) => {
        const signedIn = await setUpHost(context, parse(setupRequestSchema, request.body), originOf(request));
        identity.remember(request, signedIn.token);
        response.status(201).json(signedIn);
      },
    },
    '/join': {
      post: async (request, response) => {
        const body = parse(joinRequestSchema, request.body);
        refuseFlood(joins, request);
        const signedIn = await joinHost(context, body, originOf(request));
        await replaceCookie(request, signedIn);
        response.status(201).json(signedIn);
      },
    },
    '/session': {
      post: async (request, response) => {
        const { username, password } = parse(signInRequestSchema, request.body);
        const signedIn = await throttle.attempt(username, addressOf(request), () =>
          signIn(context, { username, password }, originOf(request), identity.tokenOf(request)),
        );
        await replaceCookie(request, signedIn);
        response.json(signedIn);
      },
      delete: async (request, response) => {
        const session = identity.of(request);
        identity.forget(request);
        if (session) await signOut(context, session.id);
        response.status(204).end();
      },
    },
    // Opened as a page by the desktop app, whose tickets never leave this machine.
    '/session/enter': {
      get: async (request, response) => {
        if (!isLoopback(addressOf(request))) throw new AppError('forbidden');
        const { ticket } = parse(enterQuerySchema, request.query);
        const held = identity.tokenOf(request);
        const signedIn = await enterWindow(context, tickets, ticket, originOf(request), held);
        await replaceCookie(request, signedIn);
        response.redirect(303, '/');
      },
    },
    '/me': {
      get: (request, response) => {
        response.json(toMe(requireUser(context, identity.require(request).userId)));
      },
      patch: async (request, response) => {
        const { id, userId } = identity.require(request);
        const change = parse(updateMeRequestSchema, request.body);
        const update = () => updateAccount(context, userId, id, change);
        // Asking for the current password is a way to guess it, so it is slowed like a sign-in.
        const me =
          change.password === undefined
            ? await update()
            : await throttle.attempt(requireUser(context, userId).user.username, addressOf(request), update);
        response.json(me);
      },
    },
  });

  /** A browser holds one session here: the one it held before has nobody left, and would keep a guest's name. */
  async function replaceCookie(request: Request, { user, token }: SignedIn): Promise<void> {
    const held = request.headers.authorization === undefined ? identity.of(request) : null;
    identity.remember(request, token);
    if (held && String(held.userId) !== user.id) await signOut(context, held.id);
  }
}

/** @throws AppError `rate_limited` */
function refuseFlood(joins: RateLimiter | null, request: Request): void {
  if (!joins || isLoopback(addressOf(request))) return;
  const waitSeconds = joins.take(addressOf(request));
  if (waitSeconds > 0) throw new AppError('rate_limited', { retryAfterSeconds: Math.ceil(waitSeconds) });
}

function addressOf(request: Request): string {
  return request.socket.remoteAddress ?? '';
}

function originOf(request: Request): Origin {
  return { address: addressOf(request), userAgent: request.headers['user-agent'] ?? '' };
}
