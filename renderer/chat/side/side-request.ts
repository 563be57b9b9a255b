import { createContext, useContext } from 'react';

/** What stands at the side of the conversation; one thing at a time. */
export type SideRequest = { kind: 'people' } | { kind: 'search' };

export interface Side {
  /** Null while the conversation has the place for itself. */
  shown: SideRequest | null;
  /** Asked again for what is shown, that takes the focus. */
  show(request: SideRequest): void;
  close(): void;
}

export const SideContext = createContext<Side>({
  shown: null,
  show: () => undefined,
  close: () => undefined,
});

/** What stands at the side, and the way to change it. */
export function useSide(): Side {
  return useContext(SideContext);
}
