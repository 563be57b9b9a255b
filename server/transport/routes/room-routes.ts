import { randomUUID } from 'node:crypto';
import type { Router } from 'express';
import { AppError } from '../../protocol/errors.ts';
import {
  addMembersRequestSchema,
  createRoomRequestSchema,
  historyQuerySchema,
  updateRoomRequestSchema,
} from '../../protocol/http.ts';
import { sendRequestSchema, type SentAnswer } from '../../protocol/send-http.ts';
import { addMembers, joinRoom, leaveRoom } from '../../services/change-membership.ts';
import { createRoom } from '../../services/create-room.ts';
import { listRooms } from '../../services/list-rooms.ts';
import { readHistory, readMessage } from '../../services/read-history.ts';
import { sendMessage } from '../../services/send-message.ts';
import type { ServiceContext } from '../../services/service-context.ts';
import { updateRoom } from '../../services/update-room.ts';
import type { RateLimiter } from '../../session/rate-limiter.ts';
import { defineRoutes } from '../define-routes.ts';
import type { Identity } from '../identity.ts';
import { parse, pathId } from '../parse.ts';

/**
 * Rooms, who is in them, and what was said in them.
 *
 * @param sends messages by person; null where rate limits are off
 */
export function roomRoutes(context: ServiceContext, identity: Identity, sends: RateLimiter | null): Router {
  return defineRoutes({
    '/rooms': {
      get: async (request, response) => {
        const { rooms } = await listRooms(context, identity.require(request).userId);
        response.json({ rooms });
      },
      post: async (request, response) => {
        const { userId } = identity.require(request);
        const room = await createRoom(context, userId, parse(createRoomRequestSchema, request.body));
        response.status(201).json({ room });
      },
    },
    '/rooms/:id': {
      patch: async (request, response) => {
        const { userId } = identity.require(request);
        const roomId = pathId(request, 'id', 'room_not_found');
        const room = await updateRoom(context, userId, roomId, parse(updateRoomRequestSchema, request.body));
        response.json({ room });
      },
    },
    '/rooms/:id/join': {
      post: async (request, response) => {
        await joinRoom(context, identity.require(request).userId, pathId(request, 'id', 'room_not_found'));
        response.status(204).end();
      },
    },
    '/rooms/:id/leave': {
      post: async (request, response) => {
        await leaveRoom(context, identity.require(request).userId, pathId(request, 'id', 'room_not_found'));
        response.status(204).end();
      },
    },
    '/rooms/:id/members': {
      post: async (request, response) => {
        const { userId } = identity.require(request);
        const roomId = pathId(request, 'id', 'room_not_found');
        const { userIds } = parse(addMembersRequestSchema, request.body);
        await addMembers(context, userId, roomId, userIds.map(Number));
        response.status(204).end();
      },
    },
    '/rooms/:id/messages': {
      get: async (request, response) => {
        const { userId } = identity.require(request);
        const roomId = pathId(request, 'id', 'room_not_found');
        response.json(await readHistory(context, userId, roomId, parse(historyQuerySchema, request.query)));
      },
      post: async (request, response) => {
        const { userId } = identity.require(request);
        const roomId = pathId(request, 'id', 'room_not_found');
        const message = parse(sendRequestSchema, request.body);
        const waitSeconds = sends?.take(String(userId)) ?? 0;
        if (waitSeconds > 0)
          throw new AppError('rate_limited', { retryAfterSeconds: Math.ceil(waitSeconds) });
        const { messageId, seq, isRepeat } = await sendMessage(context, userId, {
          ...message,
          roomId: String(roomId),
          clientMessageId: message.clientMessageId ?? randomUUID(),
        });
        response.status(201).json({ messageId: String(messageId), seq, isRepeat } satisfies SentAnswer);
      },
    },
    '/messages/:id': {
      get: async (request, response) => {
        const { userId } = identity.require(request);
        const message = await readMessage(context, userId, pathId(request, 'id', 'message_not_found'));
        response.json({ message });
      },
    },
  });
}
