import { LIMITS } from '../../../server/protocol/limits.ts';
import { FILE_ROUTES } from './bad-file-rows.ts';
import { each, INVALID, type BadBody, type BadInput } from './bad-input.ts';
import { NOT_AN_ID, NOT_TEXT } from './hostile-values.ts';

const BAD_NAMES: readonly unknown[] = [
  '\0',
  '\u202eBo',
  'B\u200bo',
  '\ud83d',
  ' ',
  'x'.repeat(33),
  'x'.repeat(5_000),
  '...',
  '\u3164',
];
const BAD_LINES: readonly unknown[] = [
  ...NOT_TEXT,
  '',
  ' ',
  '\0',
  '\u200b',
  'x'.repeat(300),
  'x'.repeat(10_000),
];
const BAD_AVATARS: readonly unknown[] = [...NOT_TEXT, '', '-1', '../1', '123456789', '<svg>'];
const NOT_A_SIZE: readonly unknown[] = [null, '1', true, [], {}, -1, 1.5, 1e300];
/** Null is no bad key: it takes the key away. */
const BAD_KEYS: readonly unknown[] = [
  ...NOT_TEXT.slice(1),
  '',
  ' ',
  'two words',
  'line\r\nx-evil: 1',
  'ключ',
  'x'.repeat(LIMITS.imageHostKeyMaxChars + 1),
];
const SHORT = 'short';
const GOOD = 'a good password';

/** The same rows for an object that stands in the body as `field`. */
function inside(field: string, rows: readonly BadBody[]): BadBody[] {
  return rows.map(([body, answer]) => [{ [field]: body }, answer]);
}

/** Every route and its own bad input. What holds for all of them alike stands in the test. */
export const BAD_INPUT: Record<string, BadInput> = {
  'GET /server': { needsSession: false },
  'GET /openapi.json': { needsSession: false },
  'GET /users': { needsSession: true },
  'GET /me': { needsSession: true },
  'GET /rooms': { needsSession: true },
  'GET /admin/settings': { needsSession: true },
  'DELETE /session': { needsSession: false },
  'GET /session/enter': {
    needsSession: false,
    queries: ['', 'ticket=', 'ticket=a&ticket=b', `ticket=${'x'.repeat(201)}`],
  },
  'GET /admin/host': { needsSession: true },
  'GET /admin/host/live': { needsSession: true },
  'GET /admin/nearby': { needsSession: true },
  'POST /admin/doctor': { needsSession: true },
  'POST /setup': {
    needsSession: false,
    bodies: [
      [{}, INVALID],
      [{ token: 'x', username: 'Bo' }, INVALID],
      ...each(NOT_TEXT, 'token', { username: 'Bo', password: GOOD }),
      ...each(['', 'x'.repeat(201)], 'token', { username: 'Bo', password: GOOD }),
      ...each(BAD_NAMES, 'username', { token: 'x', password: GOOD }, '400 invalid_username'),
      ...each([SHORT, 'x'.repeat(129)], 'password', { token: 'x', username: 'Bo' }, '400 invalid_password'),
      ...each(BAD_LINES, 'serverName', { token: 'x', username: 'Bo', password: GOOD }),
      [{ token: 'x', username: 'Bo', password: GOOD }, '409 already_set_up'],
    ],
  },
  'POST /join': {
    needsSession: false,
    bodies: [
      [{}, INVALID],
      [{ username: '' }, INVALID],
      [{ __proto__: null, constructor: 'Bo' }, INVALID],
      ...each(NOT_TEXT, 'username', {}),
      ...each(BAD_NAMES, 'username', {}, '400 invalid_username'),
      ...each(NOT_TEXT, 'password', { username: 'Bad' }),
      ...each(
        [SHORT, 'x'.repeat(129), 'x'.repeat(5_000)],
        'password',
        { username: 'Bad' },
        '400 invalid_password',
      ),
      ...each(BAD_AVATARS, 'avatarId', { username: 'Bad' }),
      ...each([1, {}, 'x'.repeat(33)], 'pin', { username: 'Bad' }),
      ...each([1, [], 'x'.repeat(65)], 'inviteCode', { username: 'Bad' }),
      [{ username: 'OLIVE' }, '409 username_taken'],
    ],
  },
  'POST /session': {
    needsSession: false,
    bodies: [
      [{}, INVALID],
      [{ username: 'Olive' }, INVALID],
      [{ password: GOOD }, INVALID],
      ...each([...NOT_TEXT, ''], 'username', { password: GOOD }),
      ...each([...NOT_TEXT, ''], 'password', { username: 'Olive' }),
      ...each(['x'.repeat(129)], 'username', { password: GOOD }, '400 invalid_username'),
      ...each(['x'.repeat(129)], 'password', { username: 'Olive' }, '400 invalid_password'),
      ...each(
        ['\0', '\ud83d', "' OR 1=1 --", '__proto__', 'constructor'],
        'username',
        { password: GOOD },
        '401 wrong_credentials',
      ),
    ],
  },
  'PATCH /me': {
    needsSession: true,
    bodies: [
      ...each(NOT_TEXT, 'username', {}),
      ...each(BAD_NAMES, 'username', {}, '400 invalid_username'),
      ...each(BAD_AVATARS, 'avatarId', {}),
      ...each(NOT_TEXT, 'password', {}),
      ...each([SHORT, 'x'.repeat(129)], 'password', {}, '400 invalid_password'),
      ...each([1, {}, 'x'.repeat(129)], 'currentPassword', {}),
      [{ username: 'PERSON 1' }, '409 username_taken'],
    ],
  },
  'PATCH /admin/settings': {
    needsSession: true,
    bodies: [
      ...each(BAD_LINES, 'serverName', {}),
      ...each([...NOT_TEXT, '', 'OPEN', 'everyone'], 'joinPolicy', {}),
      ...each(NOT_TEXT.slice(1), 'pin', {}),
      ...each(['', '12345', '1234567', '12345a', '-12345', '１２３４５６', ' 12345'], 'pin', {}),
      ...each([null, 'yes', 1, 0, [], {}], 'oneSessionPerAccount', {}),
      ...each([...BAD_LINES.slice(1), 'x'.repeat(LIMITS.wifiNameMaxChars + 1)], 'wifiName', {}),
      ...each([null, 'yes', 1, 0, [], {}], 'isJoiningPaused', {}),
      ...each(
        [
          ...NOT_TEXT.slice(1),
          '',
          'localhost',
          '1.2.3',
          '1.2.3.4.5',
          '256.1.1.1',
          '[::1]',
          'http://1.2.3.4',
          '1.2.3.4 ',
        ],
        'chosenAddress',
        {},
      ),
      ...each([...NOT_A_SIZE.slice(1), 0, 80, LIMITS.portMin - 1, LIMITS.portMax + 1, 65_536], 'port', {}),
      ...each([null, 1, 'x', []], 'files', {}),
      ...inside('files', [
        ...each([...NOT_A_SIZE, 0, LIMITS.fileMaxBytesCeiling + 1], 'fileMaxBytes', {}),
        ...each([...NOT_A_SIZE, LIMITS.quotaBytesCeiling + 1], 'userQuotaBytes', {}),
        ...each([...NOT_A_SIZE, LIMITS.quotaBytesCeiling + 1], 'totalQuotaBytes', {}),
      ]),
      ...each([null, 1, 'x', []], 'imageHosts', {}),
      ...inside('imageHosts', [
        ...each([null, 'yes', 1, 0, [], {}], 'enabled', {}),
        ...each([null, 1, 'smms', {}, [], [1], ['moonlit'], ['smms', 'smms'], ['__proto__']], 'order', {}),
        ...each(BAD_KEYS, 'freeimageKey', {}),
        ...each(BAD_KEYS, 'smmsToken', {}),
      ]),
    ],
  },
  'POST /rooms': {
    needsSession: true,
    bodies: [
      [{}, INVALID],
      [{ name: 'No kind' }, INVALID],
      ...each([...NOT_TEXT, '', 'PUBLIC', 'secret', '__proto__'], 'kind', { name: 'x' }),
      ...['public', 'private'].flatMap((kind): BadBody[] => [
        [{ kind }, INVALID],
        ...each(BAD_LINES, 'name', { kind }),
        ...each([...NOT_TEXT, 'x'.repeat(LIMITS.roomTopicMaxChars + 1)], 'topic', { kind, name: 'x' }),
        ...each([null, 1, '1', {}, ...NOT_AN_ID.map((id) => [id]), Array(201).fill('1')], 'memberIds', {
          kind,
          name: 'x',
        }),
        [{ kind, name: 'x', memberIds: ['99999'] }, '404 user_not_found'],
      ]),
      ...each([null, 1, 'yes', []], 'isDefault', { kind: 'public', name: 'x' }),
      ...each([undefined, ...NOT_AN_ID], 'userId', { kind: 'direct' }),
      [{ kind: 'direct', userId: '99999' }, '404 user_not_found'],
      [{ kind: 'public', name: 'FRONT porch' }, '409 room_name_taken'],
    ],
  },
  'PATCH /rooms/:id': {
    needsSession: true,
    missing: '404 room_not_found',
    bodies: [
      ...each(BAD_LINES, 'name', {}),
      ...each([...NOT_TEXT, 'x'.repeat(LIMITS.roomTopicMaxChars + 1)], 'topic', {}),
      ...each([null, 1, 'yes', [], {}], 'isArchived', {}),
      ...each([null, 1, 'yes', [], {}], 'isAnnounceOnly', {}),
      ...each([null, -1, 1, 5.5, 901, '5', true, [], {}], 'slowModeSeconds', {}),
      [{ name: 'Kitchen Table' }, '409 room_name_taken'],
    ],
  },
  'POST /rooms/:id/join': { needsSession: true, missing: '404 room_not_found' },
  'POST /rooms/:id/leave': { needsSession: true, missing: '404 room_not_found' },
  'POST /rooms/:id/members': {
    needsSession: true,
    missing: '404 room_not_found',
    bodies: [
      [{}, INVALID],
      ...each([null, 1, '1', {}, [], ...NOT_AN_ID.map((id) => [id]), Array(201).fill('1')], 'userIds', {}),
      [{ userIds: ['1'] }, '403 forbidden'],
    ],
  },
  'POST /rooms/:id/messages': {
    needsSession: true,
    missing: '404 room_not_found',
    bodies: [
      [{}, INVALID],
      ...each(NOT_TEXT, 'text', {}),
      ...each(['', ' ', '\0'], 'text', {}, '400 empty_message'),
      [{ text: 'x'.repeat(LIMITS.messageTextMaxChars + 1) }, '400 message_too_long'],
      ...each([null, 1, '', 'two words', 'x'.repeat(65)], 'clientMessageId', { text: 'x' }),
      ...each([null, 1, ...NOT_AN_ID], 'replyToId', { text: 'x' }),
      [{ text: 'x', replyToId: '999999' }, '404 message_not_found'],
      ...each([null, '1', [1], Array(99).fill('1')], 'fileIds', { text: 'x' }),
      [{ text: 'x', fileIds: ['999999'] }, '404 file_not_found'],
      ...each([null, false, 'true', 1], 'asksConfirmation', { text: 'x' }),
    ],
  },
  'GET /rooms/:id/messages': {
    needsSession: true,
    missing: '404 room_not_found',
    queries: [
      'limit=0',
      'limit=201',
      'limit=-1',
      'limit=1.5',
      'limit=1e1',
      'limit=',
      'limit=NaN',
      'limit=1&limit=2',
      'limit=%00',
      'limit=1;DROP',
      `limit=${'9'.repeat(500)}`,
      'before=x',
      'before=-1',
      'before=1.5',
      `before=${'9'.repeat(16)}`,
      'after=%F0%9F%A6%89',
      'after=0x10',
      'before=5&after=5',
      'before=1&before=2',
    ],
  },
  ...FILE_ROUTES,
  'GET /search': {
    needsSession: true,
    queries: [
      '',
      'q=a&q=b',
      `q=${'x'.repeat(401)}`,
      'q=a&limit=0',
      'q=a&limit=101',
      'q=a&before=x',
      'q=a&roomId=0',
    ],
  },
  'GET /messages/:id/confirmations': { needsSession: true, missing: '404 message_not_found' },
  'POST /messages/:id/reminder': { needsSession: true, missing: '404 message_not_found' },
  'GET /messages/:id': { needsSession: true, missing: '404 message_not_found' },
};
