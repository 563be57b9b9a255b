import {
  historyAnswerSchema,
  messageAnswerSchema,
  roomAnswerSchema,
  roomsAnswerSchema,
  sentAnswerSchema,
} from '../../protocol/answer-schemas.ts';
import {
  addMembersRequestSchema,
  createRoomRequestSchema,
  historyQuerySchema,
  updateRoomRequestSchema,
} from '../../protocol/http.ts';
import { sendRequestSchema } from '../../protocol/send-http.ts';
import type { RouteDocs } from '../openapi/route-doc.ts';

export const ROOM_DOCS: RouteDocs = {
  'GET /rooms': {
    tag: 'Rooms',
    summary: 'The rooms you may see',
    access: 'people',
    answer: { status: 200, schema: roomsAnswerSchema },
  },
  'POST /rooms': {
    tag: 'Rooms',
    summary: 'Make a room, or open a conversation of two',
    description: 'Of the kind "direct" there is one for two people: it is made, or found.',
    access: 'people',
    body: createRoomRequestSchema,
    answer: { status: 201, schema: roomAnswerSchema },
    errors: ['forbidden', 'room_name_taken', 'too_many_rooms', 'user_not_found'],
    example: { body: { kind: 'public', name: 'Workshop' } },
  },
  'PATCH /rooms/:id': {
    tag: 'Rooms',
    summary: 'Change a room',
    description: 'For those who look after it: who made it, and the host’s owner and admins.',
    access: 'people',
    body: updateRoomRequestSchema,
    answer: { status: 200, schema: roomAnswerSchema },
    errors: ['room_not_found', 'forbidden', 'room_name_taken'],
    example: { body: { topic: 'What is on the bench today' } },
  },
  'POST /rooms/:id/join': {
    tag: 'Rooms',
    summary: 'Join a public room',
    access: 'people',
    answer: { status: 204 },
    errors: ['room_not_found', 'room_archived'],
  },
  'POST /rooms/:id/leave': {
    tag: 'Rooms',
    summary: 'Leave a room',
    access: 'people',
    answer: { status: 204 },
    errors: ['room_not_found', 'default_room', 'forbidden'],
  },
  'POST /rooms/:id/members': {
    tag: 'Rooms',
    summary: 'Bring people into a room',
    access: 'people',
    body: addMembersRequestSchema,
    answer: { status: 204 },
    errors: ['room_not_found', 'not_a_member', 'user_not_found', 'forbidden', 'room_archived'],
    example: { body: { userIds: ['2'] } },
  },
  'GET /rooms/:id/messages': {
    tag: 'Messages',
    summary: 'A page of a room’s messages, oldest first',
    description: 'The newest ones, or those before or after a `seq`.',
    access: 'people',
    query: historyQuerySchema,
    answer: { status: 200, schema: historyAnswerSchema },
    errors: ['room_not_found'],
    example: {
      answer: {
        messages: [
          {
            id: '41',
            seq: 41,
            roomId: '1',
            senderId: '2',
            senderName: 'Bo',
            text: 'The kettle is on.',
            createdAt: '2026-11-27T18:00:00.000Z',
            files: [],
            reactions: [{ emoji: '👍', userIds: ['1'] }],
            clientMessageId: 'c1',
          },
        ],
        hasMore: false,
      },
    },
  },
  'POST /rooms/:id/messages': {
    tag: 'Messages',
    summary: 'Send a message',
    description:
      'Answered when it is on disk. Give it a clientMessageId of your own and it may be sent again after any failure: ' +
      'it is stored once. The same can be done over the WebSocket.',
    access: 'people',
    body: sendRequestSchema,
    answer: { status: 201, schema: sentAnswerSchema },
    errors: [
      'room_not_found',
      'not_a_member',
      'room_archived',
      'room_announce_only',
      'slow_mode',
      'empty_message',
      'message_too_long',
      'message_not_found',
      'file_not_found',
      'forbidden',
    ],
    example: {
      body: { text: 'The kettle is on.', clientMessageId: 'kettle-1' },
      answer: { messageId: '41', seq: 41, isRepeat: false },
    },
  },
  'GET /messages/:id': {
    tag: 'Messages',
    summary: 'One message',
    access: 'people',
    answer: { status: 200, schema: messageAnswerSchema },
    errors: ['message_not_found'],
  },
};
