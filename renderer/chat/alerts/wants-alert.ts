import type { Message } from '../../../server/protocol/message.ts';
import type { ClientState } from '../../client/types.ts';
import { mentions } from '../inside/names.ts';
import type { AlertChoices } from './alert-choices.ts';

/** Whether somebody wants to hear of this message of somebody else. */
export function wantsAlert(
  message: Pick<Message, 'roomId' | 'text'>,
  { rooms, users, me }: Pick<ClientState, 'rooms' | 'users' | 'me'>,
  about: AlertChoices['about'],
): boolean {
  const room = rooms.get(message.roomId);
  if (!room?.joined || about === 'nothing') return false;
  return about === 'all' || room.kind === 'direct' || mentions(message.text, me.id, users);
}
