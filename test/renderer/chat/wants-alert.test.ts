import { expect, it } from 'vitest';
import type { ClientState } from '../../../renderer/client/types.ts';
import { wantsAlert } from '../../../renderer/chat/alerts/wants-alert.ts';
import { me, room, user } from '../client/support/samples.ts';

const state: Pick<ClientState, 'rooms' | 'users' | 'me'> = {
  me: me('1', { username: 'Ada' }),
  users: new Map([
    ['1', user('1', { username: 'Ada' })],
    ['2', user('2', { username: 'Bo' })],
  ]),
  rooms: new Map([
    ['10', room('10')],
    ['11', room('11', { kind: 'direct' })],
    ['12', room('12', { joined: false })],
  ]),
};

it.each([
  ['a mention', '10', 'hi @ada', 'me', true],
  ['everybody', '10', 'look @here', 'me', true],
  ['somebody else', '10', 'hi @Bo', 'me', false],
  ['nobody', '10', 'hi', 'me', false],
  ['a direct message', '11', 'hi', 'me', true],
  ['nobody, with all asked for', '10', 'hi', 'all', true],
  ['a room not joined', '12', 'hi @ada', 'all', false],
  ['a direct message, with nothing asked for', '11', 'hi @ada', 'nothing', false],
] as const)('%s in room %s', (_, roomId, text, about, expected) => {
  expect(wantsAlert({ roomId, text }, state, about)).toBe(expected);
});
