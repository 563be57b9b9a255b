import { expect, it } from 'vitest';
import { readRequest, type ReadRequest } from '../../../server/control/control-request.ts';

it.each<[unknown, ReadRequest]>([
  [
    { type: 'ping', id: 1 },
    { kind: 'request', request: { type: 'ping', id: 1 } },
  ],
  [
    { type: 'make-owner', id: 2, username: ' Olive ', serverName: ' The  Porch ', role: 'x' },
    { kind: 'request', request: { type: 'make-owner', id: 2, username: 'Olive', serverName: 'The Porch' } },
  ],
  [
    { type: 'make-owner', id: 3, username: '', serverName: 'x' },
    { kind: 'refused', id: 3, code: 'invalid_username' },
  ],
  [
    { type: 'make-owner', id: 3, username: 'x', serverName: '' },
    { kind: 'refused', id: 3, code: 'invalid_request' },
  ],
  [
    { type: 'pause-joining', id: 4, isPaused: 'yes' },
    { kind: 'refused', id: 4, code: 'invalid_request' },
  ],
  [
    { type: '__proto__', id: 5 },
    { kind: 'refused', id: 5, code: 'invalid_request' },
  ],
  [{ type: 'ping' }, { kind: 'bad' }],
  [{ type: 'ping', id: Number.NaN }, { kind: 'bad' }],
  [null, { kind: 'bad' }],
  ['ping', { kind: 'bad' }],
  [[], { kind: 'bad' }],
])('reads %j', (data, read) => {
  expect(readRequest(data)).toEqual(read);
});
