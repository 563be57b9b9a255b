import type { Message } from '../../server/protocol/message.ts';
import { putRoom } from './state.ts';
import type { ClientState, Reminder } from './types.ts';

/** A new message may ask for the reader's confirmation. */
export function messageToConfirm(state: ClientState, message: Message): ClientState {
  const room = state.rooms.get(message.roomId);
  const isAsked = message.confirmation !== undefined && message.senderId !== state.me.id;
  if (!room?.joined || !isAsked || room.toConfirmIds.includes(message.id)) return state;
  return putRoom(state, { ...room, toConfirmIds: [...room.toConfirmIds, message.id] });
}

/** The reader has confirmed a message, or it is gone. */
export function settled(state: ClientState, roomId: string, messageId: string): ClientState {
  const room = state.rooms.get(roomId);
  if (!room?.toConfirmIds.includes(messageId)) return state;
  return putRoom(state, { ...room, toConfirmIds: room.toConfirmIds.filter((id) => id !== messageId) });
}

/** A reminder goes to a whole room and is meant for those who have not confirmed. */
export function reminded(state: ClientState, { roomId, messageId, userId }: Reminder): ClientState {
  if (userId === state.me.id || !state.rooms.get(roomId)?.toConfirmIds.includes(messageId)) return state;
  return { ...state, reminder: { roomId, messageId, userId } };
}
