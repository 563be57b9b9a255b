import { describe, expect, it } from 'vitest';
import {
  addMembersRequestSchema,
  createRoomRequestSchema,
  historyQuerySchema,
  joinRequestSchema,
  setupRequestSchema,
  updateRoomRequestSchema,
  updateSettingsRequestSchema,
} from '../../../server/protocol/http.ts';
import { LIMITS } from '../../../server/protocol/limits.ts';

describe('historyQuerySchema', () => {
  it.each([
    [{}, { limit: LIMITS.historyPageDefault }],
    [{ limit: '1' }, { limit: 1 }],
    [{ limit: '200' }, { limit: 200 }],
    [{ before: '0' }, { before: 0, limit: 50 }],
    [
      { after: '999999999999999', limit: '007' },
      { after: 999_999_999_999_999, limit: 7 },
    ],
  ])('reads %j', (query, parsed) => {
    expect(historyQuerySchema.parse(query)).toEqual(parsed);
  });

  it.each([
    { limit: '0' },
    { limit: '201' },
    { limit: '-1' },
    { limit: '1.5' },
    { limit: '1e2' },
    { limit: '' },
    { limit: ['1', '2'] },
    { before: '-1' },
    { before: 'x' },
    { before: '9'.repeat(16) },
    { before: '5', after: '5' },
    { after: { gte: '1' } },
  ])('refuses %j', (query) => {
    expect(historyQuerySchema.safeParse(query).success).toBe(false);
  });
});

describe('createRoomRequestSchema', () => {
  it('drops what a kind has no use for', () => {
    const room = { kind: 'private', name: 'Plans', isDefault: true, createdById: '1' };
    expect(createRoomRequestSchema.parse(room)).toEqual({ kind: 'private', name: 'Plans' });
  });

  it.each([
    {},
    { kind: 'public' },
    { kind: 'secret', name: 'x' },
    { kind: 'public', name: '   ' },
    { kind: 'public', name: 'x'.repeat(LIMITS.roomNameMaxChars + 1) },
    { kind: 'public', name: 'x', topic: 'y'.repeat(LIMITS.roomTopicMaxChars + 1) },
    { kind: 'public', name: 'x', memberIds: ['me'] },
    { kind: 'public', name: 'x', isDefault: 'yes' },
    { kind: 'private', name: 'x', memberIds: Array.from({ length: 201 }, () => '1') },
    { kind: 'direct' },
    { kind: 'direct', userId: 2 },
    { kind: 'direct', userId: '0' },
  ])('refuses %j', (room) => {
    expect(createRoomRequestSchema.safeParse(room).success).toBe(false);
  });
});

describe('the other requests', () => {
  it.each([
    ['join without a name', joinRequestSchema, {}],
    ['join with a short password', joinRequestSchema, { username: 'Bo', password: 'short' }],
    ['join with an avatar that is a path', joinRequestSchema, { username: 'Bo', avatarId: '../1' }],
    ['set-up without a password', setupRequestSchema, { token: 't', username: 'Bo' }],
    [
      'set-up with an empty token',
      setupRequestSchema,
      { token: '', username: 'Bo', password: 'x'.repeat(8) },
    ],
    ['a PIN of five digits', updateSettingsRequestSchema, { pin: '12345' }],
    ['a PIN of other digits', updateSettingsRequestSchema, { pin: '١٢٣٤٥٦' }],
    ['a PIN that is a number', updateSettingsRequestSchema, { pin: 123_456 }],
    ['an unknown policy', updateSettingsRequestSchema, { joinPolicy: 'everyone' }],
    ['members without any', addMembersRequestSchema, { userIds: [] }],
    ['more members than a request may bring', addMembersRequestSchema, { userIds: Array(201).fill('1') }],
    ['archived by a number', updateRoomRequestSchema, { isArchived: 1 }],
  ])('refuses %s', (_title, schema, body) => {
    expect(schema.safeParse(body).success).toBe(false);
  });

  it('takes null for "no PIN"', () => {
    expect(updateSettingsRequestSchema.parse({ pin: null })).toEqual({ pin: null });
  });
});
