import type { ServerInfo } from '../../../server/protocol/http.ts';
import { PUBLIC_LIMITS } from '../../../server/protocol/limits.ts';
import type { Room } from '../../../server/protocol/room.ts';
import type { Entrance } from '../../../renderer/chat/entrance.ts';
import type { ApiResult } from '../../../renderer/client/http-call.ts';
import type { ClientState, TimelineMessage, Upload } from '../../../renderer/client/types.ts';
import { clientState, GUEST, message, MARA, room, ROOMS } from './cast.ts';
import { refusal, ScriptedClient, type Script } from './scripted-client.ts';
import { TALK } from './talk.ts';

export interface Scene {
  /** Where the page is opened; the front door where none is given. */
  path?: string;
  server?: Partial<ServerInfo>;
  /** The host's answer to who we are; without it, nobody is signed in. */
  script?: Script;
  /** What the door answers instead of letting anybody in. */
  door?: Partial<Entrance['door']>;
}

const server: ServerInfo = {
  id: 'gallery',
  name: 'Ridge House',
  version: '0.1.0',
  setupRequired: false,
  join: { policy: 'open', pinRequired: false, isPaused: false },
  peopleOnline: 0,
  limits: PUBLIC_LIMITS,
};
const pending = <T>() => new Promise<T>(() => undefined);
const fails = (code: Parameters<typeof refusal>[0]) => () => Promise.resolve(refusal(code));

const inRoom = (
  path: string,
  state: Partial<ClientState> = {},
  timelines: Script['timelines'] = {},
): Scene => ({
  path,
  script: {
    state: clientState(state),
    timelines: {
      '1': { messages: TALK, hasOlder: true },
      '7': {
        messages: [
          message(5, '3', 'Do you still have the key to the shed?', 30),
          message(8, '1', 'Yes, on the hook by the door.', 20),
          message(9, '1', 'Take the small one.', 19),
        ],
      },
      '8': { messages: [message(4, '1', 'Are you on your way?', 9)] },
      '9': { messages: [message(3, '2', 'All of this is done now.', 90_000)] },
      ...timelines,
    },
  },
});
/** The first room with modes of its own, seen by somebody who does not look after it. */
const inMode = (
  modes: Partial<Room>,
  state: Partial<ClientState> = {},
  more: readonly TimelineMessage[] = [],
): Scene =>
  inRoom(
    '/room/1',
    {
      me: GUEST,
      rooms: new Map(ROOMS.map((each) => [each.id, each.id === '1' ? { ...each, ...modes } : each])),
      ...state,
    },
    { '1': { messages: [...TALK, ...more], hasOlder: true } },
  );
const inTray = (name: string, size: number, state: Upload['state']): Upload => ({
  id: name,
  roomId: '1',
  name,
  size,
  mime: '',
  blob: null,
  state,
});
const waiting = { kind: 'waiting', attempt: 3, retryAt: Date.now() + 20_000 } as const;
const ended = (reason: 'signed_in_elsewhere' | 'signed_out' | 'removed' | 'too_many') =>
  inRoom('/room/1', { connection: { kind: 'ended', reason } });

export const SCENES: Record<string, Scene> = {
  looking: { door: { getServer: pending } },
  silent: { door: { getServer: fails('offline') } },
  'wrong-address': { door: { getServer: fails('host_not_allowed') } },
  'not-set-up': { server: { setupRequired: true } },
  setup: { path: '/setup?token=abc', server: { setupRequired: true, name: 'Mara’s PC' } },
  'setup-bad': {
    path: '/setup',
    server: { setupRequired: true },
    door: { setup: fails('wrong_setup_token') },
  },
  'setup-over': { path: '/setup?token=abc' },
  join: {},
  'join-taken': { door: { join: fails('username_taken') } },
  'join-busy': { door: { join: pending } },
  'join-offline': { door: { join: fails('offline') } },
  'join-strict': {
    server: { join: { policy: 'password', pinRequired: true, isPaused: false } },
    door: { join: fails('wrong_pin') },
  },
  'join-closed': { server: { join: { policy: 'closed', pinRequired: false, isPaused: false } } },

  talk: inRoom('/room/1', { typing: new Map([['1', ['3', '7']]]) }),
  unread: inRoom('/room/1', {}, { '1': { messages: TALK, hasOlder: true, firstUnreadSeq: 206 } }),
  empty: inRoom('/room/3'),
  direct: inRoom('/room/7'),
  'direct-unseen': inRoom('/room/8'),
  'not-joined': inRoom('/room/5'),
  archived: inRoom('/room/9'),
  missing: inRoom('/room/404'),
  guest: inRoom('/room/1', { me: GUEST }),
  announcements: inMode({ isAnnounceOnly: true, topic: 'What everybody should know.' }),
  slow: inMode({ slowModeSeconds: 300 }),
  'slow-waiting': inMode({ slowModeSeconds: 300 }, { slowPosts: new Map([['1', Date.now() - 17_000]]) }, [
    message(301, '9', 'And one more thing.', 0, { seq: null, delivery: { kind: 'queued' } }),
  ]),
  'to-confirm': inRoom(
    '/room/1',
    {
      me: GUEST,
      rooms: new Map(
        ROOMS.map((each) => [
          each.id,
          { ...each, toConfirmIds: each.id === '1' ? ['m301'] : each.id === '3' ? ['m90'] : [] },
        ]),
      ),
    },
    {
      '1': {
        messages: [
          ...TALK,
          message(301, '1', 'The water is off tomorrow from nine until noon. Fill a kettle tonight.', 2, {
            confirmation: { askedCount: 9, confirmedCount: 4, isConfirmed: false },
          }),
        ],
        hasOlder: true,
      },
    },
  ),
  confirmed: inRoom(
    '/room/1',
    {},
    {
      '1': {
        messages: [
          ...TALK,
          message(301, '2', 'The back door stays locked from today on.', 5, {
            confirmation: { askedCount: 9, confirmedCount: 9, isConfirmed: true },
          }),
          message(302, '1', 'The water is off tomorrow from nine until noon. Fill a kettle tonight.', 2, {
            confirmation: { askedCount: 9, confirmedCount: 4 },
          }),
        ],
        hasOlder: true,
      },
    },
  ),
  tray: {
    path: '/room/1',
    script: {
      state: clientState({}),
      timelines: { '1': { messages: TALK, hasOlder: true } },
      uploads: [
        inTray('evening on the porch.jpg', 3_400_000, { kind: 'sending', sentBytes: 1_900_000 }),
        inTray('plan for the garden, second version.pdf', 240_000, { kind: 'waiting' }),
        inTray('film.mp4', 12_000_000_000, { kind: 'failed', code: 'file_too_large', message: '' }),
        inTray('notes.txt', 900, { kind: 'failed', code: 'storage_full', message: '' }),
      ],
    },
  },
  alone: inRoom('/room/3', {
    users: new Map([[MARA.id, MARA]]),
    onlineIds: new Set([MARA.id]),
    rooms: new Map(
      ROOMS.slice(0, 4).map((each) => [each.id, { ...each, unreadCount: 0, memberCount: 1, onlineCount: 1 }]),
    ),
  }),
  connecting: inRoom('/room/1', { connection: { kind: 'connecting' }, rooms: new Map() }),
  loading: inRoom('/room/1', {}, { '1': { isLoading: true } }),
  failed: inRoom('/room/1', {}, { '1': { error: 'internal' } }),
  'older-failed': inRoom(
    '/room/3',
    {},
    { '3': { messages: TALK.slice(0, 3), hasOlder: true, error: 'offline' } },
  ),
  offline: inRoom(
    '/room/1',
    { connection: waiting, waitingCount: 2 },
    {
      '1': {
        messages: [
          ...TALK,
          message(301, '1', 'This one was refused by the host.', 2, {
            seq: null,
            delivery: { kind: 'refused', code: 'storage_full', message: '' },
          }),
          message(302, '1', 'I am on my way.', 1, { seq: null, delivery: { kind: 'queued' } }),
          message(303, '1', 'Save me a chair.', 0, { seq: null, delivery: { kind: 'queued' } }),
        ],
      },
    },
  ),
  refusing: { ...inRoom('/room/1'), script: { ...inRoom('/room/1').script!, refuses: 'rate_limited' } },
  long: inRoom(
    '/room/1',
    {
      serverName: 'The Society for the Preservation of Porch Ways',
      me: { ...MARA, username: 'Maximiliane von und zu Hohenlohe' },
      rooms: new Map(
        [
          ...ROOMS,
          ...Array.from({ length: 300 }, (_, index) =>
            room(String(100 + index), `${index} A room whose name is very long indeed`, {
              isDefault: index < 150,
              joined: index < 250,
              topic:
                'And a topic that goes on and on, as topics tend to do when several people have written them together.',
            }),
          ),
        ]
          .map((each) =>
            each.id === '1'
              ? {
                  ...each,
                  name: 'A front porch with a name of forty-eight letters',
                  topic:
                    'Say hello. Everybody is here, and everybody has something to say about everything, at length. '.repeat(
                      3,
                    ),
                }
              : each,
          )
          .map((each) => [each.id, each]),
      ),
    },
    {
      '1': {
        messages: [
          message(1, '5', 'x'.repeat(400), 60),
          message(2, '5', 'A very long message. '.repeat(381).slice(0, 8_000), 50),
          message(3, '4', '很长的一段话，没有空格，但是有标点；'.repeat(20), 40),
          message(4, '6', 'مرحبا بالجميع. '.repeat(30), 30),
          message(5, '2', Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n'), 20),
          message(6, '3', 'Many kinds of answer', 10, {
            reactions: [
              '👍',
              '❤️',
              '😂',
              '🎉',
              '🙏',
              '👀',
              '🚀',
              '☕',
              '🌧️',
              '🍞',
              '🥛',
              '🪜',
              '🔑',
              '🕯️',
              '📚',
            ].map((emoji, index) => ({ emoji, userIds: ['2', '3', '4'].slice(0, (index % 3) + 1) })),
          }),
        ],
      },
    },
  ),
  'ended-elsewhere': ended('signed_in_elsewhere'),
  'ended-signed-out': ended('signed_out'),
  'ended-removed': ended('removed'),
  'ended-too-many': ended('too_many'),
};

/** The host of a scene. */
export function entranceOf(scene: Scene): Entrance {
  const drafts = new Map<string, string>();
  const signedIn = { ok: true, value: { user: MARA, token: '' } } as const;
  const me = (): Promise<ApiResult<typeof MARA>> =>
    Promise.resolve(scene.script ? { ok: true, value: scene.script.state.me } : refusal('not_signed_in'));
  return {
    door: {
      getServer: () => Promise.resolve({ ok: true, value: { ...server, ...scene.server } }),
      getMe: me,
      setup: () => Promise.resolve(signedIn),
      join: () => Promise.resolve(signedIn),
      signIn: fails('wrong_credentials'),
      ...scene.door,
    },
    enter: () => {
      const client = new ScriptedClient(scene.script ?? inRoom('/room/1').script!);
      Object.assign(window, { galleryClient: client });
      return {
        client,
        drafts: {
          get: (roomId) => drafts.get(roomId) ?? '',
          set: (roomId, text) => void drafts.set(roomId, text),
        },
      };
    },
  };
}
