import { createContext, useContext } from 'react';

/** Opens the picker beside `anchor` (null: in the middle), and tells what was chosen. */
export type OpenEmojiPicker = (anchor: Element | null, onPick: (emoji: string) => void) => void;

export const EmojiPickerContext = createContext<OpenEmojiPicker>(() => undefined);

export function useEmojiPicker(): OpenEmojiPicker {
  return useContext(EmojiPickerContext);
}
