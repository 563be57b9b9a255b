import { createContext, useContext } from 'react';
import type { TimelineMessage } from '../../client/types.ts';

/** What messages and composer of one room share. */
export interface RoomTools {
  replyTo: TimelineMessage | null;
  editingId: string | null;
  reply(message: TimelineMessage | null): void;
  edit(messageId: string | null): void;
  /** Puts the text of a message that was taken back where one can go on with it. */
  takeBack(text: string): void;
  /** Puts files into the tray for the next message. */
  attach(files: readonly File[]): void;
  /** Shows a picture of this room large, beside the room's other pictures. */
  showPicture(fileId: string): void;
}

const RoomToolsContext = createContext<RoomTools | null>(null);
export const RoomToolsProvider = RoomToolsContext.Provider;

export function useRoomTools(): RoomTools {
  const tools = useContext(RoomToolsContext);
  if (!tools) throw new Error('Used outside of RoomToolsProvider.');
  return tools;
}
