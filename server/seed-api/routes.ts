import { Router, type Request, type RequestHandler, type Response } from 'express';
import { readUploadForm, declaredBytes } from '../files/upload-form.ts';
import type { Logger } from '../logging/logger.ts';
import { AppError } from '../protocol/errors.ts';
import { idSchema } from '../protocol/ids.ts';
import { LIMITS } from '../protocol/limits.ts';
import { requireUser } from '../services/accounts.ts';
import { admitUpload } from '../services/admit-upload.ts';
import { readNewest, readNewestDirect } from '../services/read-newest.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { sharePicture } from '../services/share-picture.ts';
import { signInOrJoin } from '../services/sign-in-or-join.ts';
import { signOut } from '../services/sign-out.ts';
import { storePicture } from '../services/store-picture.ts';
import type { Brakes } from '../session/brakes.ts';
import { isLoopback } from '../session/loopback.ts';
import { answer, CODE, keptHere, MESSAGE, refuse } from './answers.ts';
import type { Attendance } from './attendance.ts';
import { addressOf, baseOf, originOf, type Caller } from './caller.ts';
import { checkOrigin, crossOrigin } from './cross-origin.ts';
import type { DoorTransport } from './door-transport.ts';
import { errorAnswer } from './error-answer.ts';
import { errorText } from './error-texts.ts';
import { formBody } from './form-body.ts';
import { loginRequest } from './login-request.ts';
import { leaveToPages } from './negotiation.ts';
import { messageRows, userInfo, type UserInfo } from './rows.ts';
import { SEED_ROOM_IDS, seedRoomId } from './seed-rooms.ts';

export interface RouteOptions {
  context: ServiceContext;
  caller: Caller;
  transport: DoorTransport;
  attendance: Attendance;
  brakes: Brakes;
  /** Origins of front ends that are served elsewhere. */
  allowedOrigins: ReadonlySet<string>;
  logger: Logger;
}

type Handler = (request: Request, response: Response, userId: number) => void | Promise<void>;

const PAGES = ['/', '/home', '/room/:roomid'];
const UPLOADS = ['/img-upload', '/img-kr-upload'];
const ALL = [...PAGES, ...UPLOADS, '/login', '/logout', '/private-chat', '/pagination'];
const [FIRST_ROOM = 1] = SEED_ROOM_IDS;

/** The original's HTTP side: every endpoint of its document. */
export function doorRoutes(options: RouteOptions): RequestHandler {
  const { context, caller, transport, attendance, brakes, logger } = options;
  const { identity } = transport;
  const router = Router();
  const checks: RequestHandler[] = [
    noStore,
    crossOrigin(options.allowedOrigins),
    checkOrigin(transport),
    identity.cookies,
    identity.renew,
    transport.limitRequests(caller.sessionOf),
  ];

  router.get(PAGES, leaveToPages);
  router.get('/', checks, (request: Request, response: Response) => {
    const session = caller.sessionOf(request);
    const rooms = attendance.rooms();
    // Where signed-out calls are sent: the original shows its sign-in page here, with how many are online.
    if (!session) refuse(response, CODE.refused, errorText(notSignedIn(context)), { rooms });
    else answer(response, { rooms, user_info: me(session.userId) });
  });
  router.post('/login', checks, transport.bodyDeadline, formBody(), login);
  router.get('/logout', checks, logout);
  router.get(
    '/home',
    checks,
    signedIn((_request, response, userId) => {
      answer(response, { rooms: attendance.rooms(), user_info: me(userId) });
    }),
  );
  router.get('/room/:roomid', checks, signedIn(room));
  router.get('/private-chat', checks, signedIn(privateChat));
  router.get('/pagination', checks, signedIn(pagination));
  router.post(UPLOADS, checks, signedIn(upload));
  router.use(errorAnswer(logger));

  // A router answers OPTIONS by itself on every path it knows, and these paths are the pages' too: preflights go
  // through one that knows nothing else, and what it does not answer goes on to the pages.
  const preflights = Router();
  preflights.options(ALL, crossOrigin(options.allowedOrigins));
  return (request, response, next) => {
    (request.method === 'OPTIONS' ? preflights : router)(request, response, next);
  };

  async function login(request: Request, response: Response): Promise<void> {
    if (!context.directory.hasOwner) throw new AppError('setup_required');
    const isKnown = (name: string) => context.directory.userByName(name) !== undefined;
    const person = loginRequest(request.body, isKnown);
    if (!isKnown(person.username)) refuseFlood(request);
    const { token } = await brakes.signIns.attempt(person.username, addressOf(request), () =>
      signInOrJoin(context, person, originOf(request), caller.heldToken(request)),
    );
    identity.remember(request, token);
    response.setHeader('token', token);
    answer(response, {}, MESSAGE.signedIn);
  }

  async function logout(request: Request, response: Response): Promise<void> {
    const session = caller.sessionOf(request);
    identity.forget(request);
    if (session) await signOut(context, session.id);
    if (request.accepts(['json', 'html']) === 'html') response.redirect(302, '/');
    else answer(response, {}, MESSAGE.signedOut);
  }

  async function room(request: Request, response: Response, userId: number): Promise<void> {
    const roomId = seedRoomId(String(request.params['roomid']));
    if (roomId === null) {
      response.redirect(302, `/room/${FIRST_ROOM}`);
      return;
    }
    const messages = await readNewest(context, userId, roomId, page(0));
    const rows = await messageRows(context, messages.reverse(), baseOf(request), roomId);
    answer(response, {
      msg_list: rows,
      msg_list_count: rows.length,
      room_id: String(roomId),
      user_info: me(userId),
    });
  }

  async function privateChat(request: Request, response: Response, userId: number): Promise<void> {
    const roomId = seedRoomId(queryText(request, 'room_id'));
    const otherId = userIdOf(queryText(request, 'uid'));
    const messages = otherId === 0 ? [] : await readNewestDirect(context, userId, otherId, page(0));
    const rows = await messageRows(context, messages.reverse(), baseOf(request), roomId ?? FIRST_ROOM);
    answer(response, {
      msg_list: rows,
      room_id: roomId === null ? '' : String(roomId),
      user_info: me(userId),
    });
  }

  async function pagination(request: Request, response: Response, userId: number): Promise<void> {
    const roomId = seedRoomId(queryText(request, 'room_id'));
    const otherId = userIdOf(queryText(request, 'uid'));
    const offset = offsetOf(queryText(request, 'offset'));
    if (roomId === null && otherId === null) {
      answer(response, { count: 0, list: null });
      return;
    }
    const messages =
      otherId === 0
        ? []
        : otherId === null
          ? await readNewest(context, userId, roomId ?? FIRST_ROOM, page(offset))
          : await readNewestDirect(context, userId, otherId, page(offset));
    // The first page stands as it is read, oldest first; older ones come as the original's database gives them.
    if (offset === 0) messages.reverse();
    const list = await messageRows(context, messages, baseOf(request), roomId ?? FIRST_ROOM);
    answer(response, { count: list.length, list });
  }

  async function upload(request: Request, response: Response, userId: number): Promise<void> {
    const form = await admitUpload(context, userId, declaredBytes(request), (allowance) =>
      readUploadForm(request, response, context.blobs, allowance),
    );
    const picture = await storePicture(context, userId, form);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const { url, host, failures } = await sharePicture(context, picture, gone.signal);
    const address = url.startsWith('/') ? baseOf(request) + url : url;
    const fellBack = host === null && failures.length > 0;
    const msg = fellBack ? keptHere(failures.map((failure) => failure.host)) : MESSAGE.ok;
    answer(response, { code: CODE.ok, data: { url: address } }, msg);
  }

  /** Everybody else is sent to the front page, as the original does. */
  function signedIn(handler: Handler): RequestHandler {
    return async (request, response) => {
      const session = caller.sessionOf(request);
      if (session) await handler(request, response, session.userId);
      else response.redirect(302, '/');
    };
  }

  function me(userId: number): UserInfo {
    return userInfo(requireUser(context, userId).user);
  }

  /** @throws AppError `rate_limited` */
  function refuseFlood(request: Request): void {
    const address = addressOf(request);
    const waitSeconds = isLoopback(address) ? 0 : (brakes.joins?.take(address) ?? 0);
    if (waitSeconds > 0) throw new AppError('rate_limited', { retryAfterSeconds: Math.ceil(waitSeconds) });
  }
}

function notSignedIn({ directory }: ServiceContext): AppError {
  return new AppError(directory.hasOwner ? 'not_signed_in' : 'setup_required');
}

function page(offset: number) {
  return { offset, limit: LIMITS.seedPageMessages };
}

const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

/** A query parameter given once; anything else counts as not given. */
function queryText(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
}

/** Null where nobody is named, 0 for what can be nobody's id. */
function userIdOf(text: string): number | null {
  if (text === '') return null;
  return idSchema.safeParse(text).success ? Number(text) : 0;
}

/** What is no number counts as the beginning, as in the original. */
function offsetOf(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
