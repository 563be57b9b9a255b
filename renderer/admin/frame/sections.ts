import { useSyncExternalStore } from 'react';

export const SECTIONS = ['host', 'network', 'nearby', 'settings'] as const;
export type Section = (typeof SECTIONS)[number];

/** The part that an address's `#…` asks for; the host screen where it asks for none. */
export function sectionOf(hash: string): Section {
  return SECTIONS.find((section) => `#${section}` === hash) ?? 'host';
}

/** The part that is shown: links, the back button and reloads all work. */
export function useSection(): Section {
  return useSyncExternalStore(onHashChange, () => sectionOf(window.location.hash));
}

function onHashChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
  };
}
