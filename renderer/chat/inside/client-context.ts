import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type {
  ChatClient,
  ClientState,
  Drafts,
  Timeline,
  TimelineState,
  Upload,
  Uploads,
} from '../../client/types.ts';
import type { Inside } from '../entrance.ts';

const InsideContext = createContext<Inside | null>(null);
export const InsideProvider = InsideContext.Provider;

function useInside(): Inside {
  const inside = useContext(InsideContext);
  if (!inside) throw new Error('Used outside of InsideProvider.');
  return inside;
}

/** The page's dealing with its host. */
export function useClient(): ChatClient {
  return useInside().client;
}

/** What is being written, by room. */
export function useDrafts(): Drafts {
  return useInside().drafts;
}

/**
 * A part of the client's state; draws again only when that part changes. `select` must give the same value
 * for the same state: pick, don't build.
 */
export function useClientState<T>(select: (state: ClientState) => T): T {
  const client = useClient();
  const subscribe = useCallback((listener: () => void) => client.subscribe(listener), [client]);
  return useSyncExternalStore(subscribe, () => select(client.getState()));
}

/** A room's messages as they stand. */
export function useTimelineState(timeline: Timeline): TimelineState {
  const subscribe = useCallback((listener: () => void) => timeline.subscribe(listener), [timeline]);
  return useSyncExternalStore(subscribe, () => timeline.getState());
}

/** A part of what is on its way to the host. `select` must give the same value until something changes: pick, don't build. */
function useUploads<T>(select: (uploads: Uploads) => T): T {
  const { uploads } = useClient();
  const subscribe = useCallback((listener: () => void) => uploads.subscribe(listener), [uploads]);
  return useSyncExternalStore(subscribe, () => select(uploads));
}

/** The files that will go with the room's next message. */
export function useTray(roomId: string): readonly Upload[] {
  return useUploads((uploads) => uploads.tray(roomId));
}

/** One file on its way; undefined where another tab sends it. */
export function useUpload(id: string): Upload | undefined {
  return useUploads((uploads) => uploads.find(id));
}

/** True while closing the page would lose files. */
export function useIsSendingFiles(): boolean {
  return useUploads((uploads) => uploads.isSending());
}
