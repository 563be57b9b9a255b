import { meSchema, signedInSchema } from '../../protocol/answer-schemas.ts';
import {
  enterQuerySchema,
  joinRequestSchema,
  setupRequestSchema,
  signInRequestSchema,
  updateMeRequestSchema,
} from '../../protocol/http.ts';
import type { RouteDocs } from '../openapi/route-doc.ts';

const bo = {
  id: '2',
  username: 'Bo',
  avatarId: '17',
  role: 'guest',
  createdAt: '2026-11-27T18:00:00.000Z',
  hasPassword: false,
};

export const ACCOUNT_DOCS: RouteDocs = {
  'POST /setup': {
    tag: 'Account',
    summary: 'Make the owner of a new host',
    description: 'Once in a host’s life, with the one-time token of its set-up link.',
    access: 'anyone',
    body: setupRequestSchema,
    answer: { status: 201, schema: signedInSchema },
    errors: ['already_set_up', 'wrong_setup_token', 'invalid_username', 'invalid_password'],
  },
  'POST /join': {
    tag: 'Account',
    summary: 'Join with a name',
    description:
      'Makes an account and signs in. Keep the token: without a password there is no other way back.',
    access: 'anyone',
    body: joinRequestSchema,
    answer: { status: 201, schema: signedInSchema },
    errors: [
      'joining_closed',
      'joining_paused',
      'wrong_pin',
      'password_required',
      'username_taken',
      'invalid_username',
      'invalid_password',
    ],
    example: { body: { username: 'Bo' }, answer: { user: bo, token: 'p3Zl…' } },
  },
  'POST /session': {
    tag: 'Account',
    summary: 'Sign in with name and password',
    access: 'anyone',
    body: signInRequestSchema,
    answer: { status: 200, schema: signedInSchema },
    errors: ['wrong_credentials'],
    example: { body: { username: 'Bo', password: 'a long sentence' } },
  },
  'DELETE /session': {
    tag: 'Account',
    summary: 'Sign out',
    description: 'An account without a password ends with its last session, and its name is free again.',
    access: 'anyone',
    answer: { status: 204 },
  },
  'GET /session/enter': {
    tag: 'Account',
    summary: 'Open the chat from the desktop app',
    description: 'For the app on the host’s own computer, whose tickets work once and there alone.',
    access: 'anyone',
    query: enterQuerySchema,
    answer: { status: 303, description: 'Signed in; on to the chat.' },
    errors: ['forbidden', 'wrong_entry_ticket'],
  },
  'GET /me': {
    tag: 'Account',
    summary: 'Who you are',
    access: 'people',
    answer: { status: 200, schema: meSchema },
    example: { answer: bo },
  },
  'PATCH /me': {
    tag: 'Account',
    summary: 'Change your name, picture or password',
    description: 'A new password needs the current one where there is one, and ends all your other sessions.',
    access: 'people',
    body: updateMeRequestSchema,
    answer: { status: 200, schema: meSchema },
    errors: ['username_taken', 'wrong_credentials', 'invalid_username', 'invalid_password'],
    example: { body: { username: 'Bo B.' } },
  },
};
