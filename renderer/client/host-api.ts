import type { ConfirmationsAnswer } from '../../server/protocol/confirmation-http.ts';
import type {
  CreateRoomRequest,
  FileAnswer,
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
import type { SearchAnswer } from '../../server/protocol/search-http.ts';
import type { Me } from '../../server/protocol/user.ts';
import { browserEffects } from './browser-effects.ts';
import { createHttpCall, type ApiEffects, type ApiResult } from './http-call.ts';

/** Which part of a room's history: the page before or after a seq, or the newest one. */
export interface HistoryPage {
  before?: number;
  after?: number;
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
  /** Makes a file of an upload whose bytes are all there; `url` is where they went. */
  finishUpload(url: string): Promise<ApiResult<FileAnswer>>;
  /** Takes back a file that no message has. */
  dropFile(fileId: string): Promise<ApiResult<undefined>>;
  getMessage(messageId: string): Promise<ApiResult<{ message: Message }>>;
  getConfirmations(messageId: string): Promise<ApiResult<ConfirmationsAnswer>>;
  /** Reminds those who have not confirmed a message. */
  remind(messageId: string): Promise<ApiResult<undefined>>;
  /** Messages by what is in them, newest first, a page at a time. */
  search(question: SearchQuestion): Promise<ApiResult<SearchAnswer>>;
}

/** What people look for, with its filters, everywhere or in one room. */
export interface SearchQuestion {
  q: string;
  roomId?: string;
  /** Where the page before ended. */
  before?: number;
}

export function createHostApi(effects: ApiEffects = browserEffects()): HostApi {
  const call = createHttpCall(effects);
  const at = (id: string): string => encodeURIComponent(id);

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
    getMessages: (roomId, page) => call('GET', `/rooms/${at(roomId)}/messages?${queryOf({ ...page })}`),
    finishUpload: (url) => call('POST', `/resumable-uploads/${at(url.slice(url.lastIndexOf('/') + 1))}/file`),
    dropFile: (fileId) => call('DELETE', `/files/${at(fileId)}`),
    getMessage: (messageId) => call('GET', `/messages/${at(messageId)}`),
    getConfirmations: (messageId) => call('GET', `/messages/${at(messageId)}/confirmations`),
    remind: (messageId) => call('POST', `/messages/${at(messageId)}/reminder`),
    search: (question) => call('GET', `/search?${queryOf({ ...question })}`),
  };
}

/** A query string of what is set. */
function queryOf(values: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value !== undefined) query.set(key, String(value));
  return query.toString();
}
