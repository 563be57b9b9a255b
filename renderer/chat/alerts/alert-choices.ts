import { useSyncExternalStore } from 'react';
import { recall, remember } from '../../shared/memory.ts';

/** What somebody wants to be told of in this browser, and how. */
export interface AlertChoices {
  /** Messages to oneself and those that mean one, or all of them. */
  about: 'me' | 'all' | 'nothing';
  hasSound: boolean;
  /** Notices of the system, where the browser allows them. */
  hasNotices: boolean;
}

const KEY = 'alerts';
const USUAL: AlertChoices = { about: 'me', hasSound: true, hasNotices: true };

const listeners = new Set<() => void>();
let choices = read();

function read(): AlertChoices {
  const [about, sound, notices] = (recall(KEY) ?? '').split(' ');
  return {
    about: about === 'all' || about === 'nothing' ? about : USUAL.about,
    hasSound: sound !== 'silent',
    hasNotices: notices !== 'none',
  };
}

export const alertChoices = (): AlertChoices => choices;

export function chooseAlerts(change: Partial<AlertChoices>): void {
  choices = { ...choices, ...change };
  const { about, hasSound, hasNotices } = choices;
  remember(KEY, `${about} ${hasSound ? 'sound' : 'silent'} ${hasNotices ? 'notices' : 'none'}`);
  for (const listener of listeners) listener();
}

export function useAlertChoices(): AlertChoices {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, alertChoices);
}
