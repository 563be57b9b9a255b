import type { Router } from 'express';
import {
  addMembersRequestSchema,
  createRoomRequestSchema,
  historyQuerySchema,
  updateRoomRequestSchema,
} from '../../protocol/http.ts';
import { addMembers, joinRoom, leaveRoom } from '../../services/change-membership.ts';
import { createRoom } from '../../services/create-room.ts';
import { listRooms } from '../../services/list-rooms.ts';
import { readHistory, readMessage } from '../../services/read-history.ts';
import type { ServiceContext } from '../../services/service-context.ts';
import { updateRoom } from '../../services/update-room.ts';
import { defineRoutes } from '../define-routes.ts';
import type { Identity } from '../identity.ts';
import { parse, pathId } from '../parse.ts';

/** Rooms, who is in them, and what was said in them. */
export function roomRoutes(context: ServiceContext, identity: Identity): Router {
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
