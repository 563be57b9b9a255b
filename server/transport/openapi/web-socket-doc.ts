import { clientFrameSchema } from '../../protocol/client-frames.ts';
import { CLOSE } from '../../protocol/close-codes.ts';
import type { LogEventKind } from '../../protocol/event.ts';
import type { ServerFrame } from '../../protocol/server-frames.ts';
import type { JsonSchema } from './json-schema.ts';

/** What OpenAPI has no words for: the frames of the WebSocket, as an extension of the document. */
export interface WebSocketDoc {
  path: string;
  description: string;
  clientFrames: JsonSchema;
  serverFrames: Record<ServerFrame['type'], string>;
  eventKinds: Record<LogEventKind, string>;
  closeCodes: Record<string, string>;
}

const SERVER_FRAMES: WebSocketDoc['serverFrames'] = {
  welcome:
    'Answers hello: user, serverId, serverName, seq, rooms, onlineIds. What was missed since `since` follows.',
  events: 'Durable changes in the order of their seq: `{"events":[{"seq":41,"kind":"message.created",…}]}`.',
  ack: 'The message is on disk: clientMessageId, messageId, seq. Sent again for a repeat of the same id.',
  resync: 'Too far behind: reload rooms and messages over HTTP, then hello with the new seq.',
  presence:
    'Who came and went: `online`, `offline`; with `isComplete` everybody who is online now. Not stored.',
  typing: 'Who is typing in a room just now: roomId, userIds. Not stored.',
  done: 'Answers a frame that carried a requestId.',
  error: 'A refusal: code, message, details, and the clientMessageId or requestId it is about.',
  pong: 'Answers ping.',
};

const EVENT_KINDS: WebSocketDoc['eventKinds'] = {
  'message.created': 'roomId, message',
  'message.edited': 'roomId, message',
  'message.deleted': 'roomId, message',
  'message.reacted': 'roomId, messageId, emoji, userId, on',
  'message.confirmed': 'roomId, messageId, userId, confirmedCount',
  'message.reminded': 'roomId, messageId, userId',
  'room.created': 'roomId, room',
  'room.updated': 'roomId, room',
  'room.archived': 'roomId, room',
  'member.joined': 'roomId, userId, room',
  'member.left': 'roomId, userId',
  'read.moved': 'roomId, userId, readSeq',
  'user.created': 'user',
  'user.updated': 'user',
  'user.retired': 'user',
  'server.updated': 'name',
};

const CLOSE_MEANINGS: Record<keyof typeof CLOSE, string> = {
  hostStopping: 'The host is stopping.',
  tooLarge: 'A frame was larger than the host takes.',
  tryLater: 'Too slow or too busy: come back and catch up.',
  badFrame: 'A frame that was no JSON object with a type.',
  notSignedIn: 'Not signed in, or the session has ended.',
  removed: 'Banned or removed.',
  timeout: 'No hello in time, or no sign of life.',
  signedInElsewhere: 'Signed in elsewhere, on a host with one session per account.',
  tooMany: 'Too many connections.',
};

/** @param toJson turns a schema of a request into JSON Schema */
export function webSocketDoc(toJson: (schema: typeof clientFrameSchema) => JsonSchema): WebSocketDoc {
  const names = Object.keys(CLOSE) as (keyof typeof CLOSE)[];
  return {
    path: '/api/v1/ws',
    description:
      'Text frames, one JSON object with a `type` in each. Sign in as for HTTP: with the cookie, or with ' +
      'Authorization: Bearer on the upgrade. The first frame is hello; `since` is the last seq you hold, or null. ' +
      'A send may be repeated with the same clientMessageId: it is stored once. Ignore kinds you do not know.',
    clientFrames: toJson(clientFrameSchema),
    serverFrames: SERVER_FRAMES,
    eventKinds: EVENT_KINDS,
    closeCodes: Object.fromEntries(names.map((name) => [String(CLOSE[name]), CLOSE_MEANINGS[name]])),
  };
}
