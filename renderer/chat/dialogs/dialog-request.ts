import { createContext, useContext } from 'react';
import type { Room } from '../../../server/protocol/room.ts';
import type { User } from '../../../server/protocol/user.ts';

/** Which dialog to open, and about what. */
export type DialogRequest =
  | { kind: 'settings' }
  | { kind: 'invite' }
  | { kind: 'create-room' }
  | { kind: 'edit-room'; room: Room }
  | { kind: 'add-people'; room: Room }
  | { kind: 'person'; user: User }
  | { kind: 'confirmations'; roomId: string; messageId: string };

export const DialogContext = createContext<(request: DialogRequest) => void>(() => undefined);

/** Opens a dialog over the page. */
export function useOpenDialog(): (request: DialogRequest) => void {
  return useContext(DialogContext);
}
