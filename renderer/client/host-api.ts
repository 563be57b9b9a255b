import type { ErrorBody, ErrorCode } from '../../server/protocol/errors.ts';
import type {
  CreateRoomRequest,
  HistoryAnswer,
  JoinRequest,
  PeopleAnswer,
  RoomAnswer,
  RoomsAnswer,
  ServerInfo,
  SetupRequest,
  SignedIn,
  SignInRequest,
  UpdateMeRequest,
  UpdateRoomRequest,
} from '../../server/protocol/http.ts';
import type { Message } from '../../server/protocol/message.ts';
import type { Me } from '../../server/protocol/user.ts';
import { browserEffects } from './browser-effects.ts';
import type { Effects } from './effects.ts';
import type { Failure } from './types.ts';

/** What came of a call. Nothing here ever throws or rejects. */
export type ApiResult<T> = { ok: true; value: T } | ApiFailure;

export interface ApiFailure extends Failure {
  /** How long the host asks to be left alone, where it said so. */
  retryAfterSeconds?: number;
  details?: Record<string, unknown>;
}

/** Which part of a room's history: the page before a seq, or the newest one. */
export interface HistoryPage {
  before?: number;
  limit: number;
}

/** The host's HTTP door, `/api/v1`, same origin. `join`, `setup` and `signIn` leave their session in a cookie. */
export interface HostApi {
  getServer(): Promise<ApiResult<ServerInfo>>;
  setup(request: SetupRequest): Promise<ApiResult<SignedIn>>;
  join(request: JoinRequest): Promise<ApiResult<SignedIn>>;
  signIn(request: SignInRequest): Promise<ApiResult<SignedIn>>;
  signOut(): Promise<ApiResult<undefined>>;
  /** Fails with `not_signed_in` where the browser holds no session of this host. */
  getMe(): Promise<ApiResult<Me>>;
  updateMe(change: UpdateMeRequest): Promise<ApiResult<Me>>;
  getUsers(): Promise<ApiResult<PeopleAnswer>>;
  getRooms(): Promise<ApiResult<RoomsAnswer>>;
  createRoom(request: CreateRoomRequest): Promise<ApiResult<RoomAnswer>>;
  updateRoom(roomId: string, change: UpdateRoomRequest): Promise<ApiResult<RoomAnswer>>;
  joinRoom(roomId: string): Promise<ApiResult<undefined>>;
  leaveRoom(roomId: string): Promise<ApiResult<undefined>>;
  addMembers(roomId: string, userIds: string[]): Promise<ApiResult<undefined>>;
  getMessages(roomId: string, page: HistoryPage): Promise<ApiResult<HistoryAnswer>>;
  getMessage(messageId: string): Promise<ApiResult<{ message: Message }>>;
}

type ApiEffects = Pick<Effects, 'fetch' | 'setTimer' | 'clearTimer'>;
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** A host on the same network answers in milliseconds; after this it is as good as gone. */
const TIMEOUT_MS = 10_000;

/** The failure of a host that does not answer. */
export const OFFLINE: Failure = { ok: false, code: 'offline', message: 'The host isn’t answering.' };

export function createHostApi(effects: ApiEffects = browserEffects()): HostApi {
  const at = (id: string): string => encodeURIComponent(id);

  async function call<T>(method: Method, path: string, body?: unknown): Promise<ApiResult<T>> {
    const abort = new AbortController();
    const timer = effects.setTimer(() => {
      abort.abort();
    }, TIMEOUT_MS);
    try {
      const response = await effects.fetch(`/api/v1${path}`, {
        method,
        credentials: 'same-origin',
        cache: 'no-store',
        signal: abort.signal,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) return failureOf(response, text);
      return { ok: true, value: (text === '' ? undefined : JSON.parse(text)) as T };
    } catch {
      // No connection, our time-out, or an answer cut short: the host is not answering.
      return OFFLINE;
    } finally {
      effects.clearTimer(timer);
    }
  }

  return {
    getServer: () => call('GET', '/server'),
    setup: (request) => call('POST', '/setup', request),
    join: (request) => call('POST', '/join', request),
    signIn: (request) => call('POST', '/session', request),
    signOut: () => call('DELETE', '/session'),
    getMe: () => call('GET', '/me'),
    updateMe: (change) => call('PATCH', '/me', change),
    getUsers: () => call('GET', '/users'),
    getRooms: () => call('GET', '/rooms'),
    createRoom: (request) => call('POST', '/rooms', request),
    updateRoom: (roomId, change) => call('PATCH', `/rooms/${at(roomId)}`, change),
    joinRoom: (roomId) => call('POST', `/rooms/${at(roomId)}/join`),
    leaveRoom: (roomId) => call('POST', `/rooms/${at(roomId)}/leave`),
    addMembers: (roomId, userIds) => call('POST', `/rooms/${at(roomId)}/members`, { userIds }),
    getMessages: (roomId, { before, limit }) =>
      call(
        'GET',
        `/rooms/${at(roomId)}/messages?limit=${limit}${before === undefined ? '' : `&before=${before}`}`,
      ),
    getMessage: (messageId) => call('GET', `/messages/${at(messageId)}`),
  };
}

function failureOf(response: Response, text: string): ApiFailure {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const error = parseError(text);
  return {
    ok: false,
    // Something that is not our host answered, a proxy perhaps: its 5xx says that ours is away.
    code: error?.code ?? (response.status >= 500 ? 'offline' : 'internal'),
    message: error?.message ?? `The host answered ${response.status}.`,
    ...(Number.isFinite(retryAfter) ? { retryAfterSeconds: retryAfter } : {}),
    ...(error?.details ? { details: error.details } : {}),
  };
}

function parseError(text: string): ErrorBody['error'] | null {
  try {
    const { error } = JSON.parse(text) as Partial<ErrorBody>;
    return typeof error?.code === 'string' ? error : null;
  } catch {
    return null;
  }
}

/** Refusals that pass by themselves: the same request may succeed a little later. */
const PASSING: ReadonlySet<ErrorCode | 'offline'> = new Set<ErrorCode | 'offline'>([
  'offline',
  'rate_limited',
  'busy',
  'stopping',
  'storage_full',
  'storage_failed',
  'storage_read_only',
  'internal',
]);

export function isPassing(code: ErrorCode | 'offline'): boolean {
  return PASSING.has(code);
}
