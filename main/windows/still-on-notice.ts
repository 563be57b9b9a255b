import type { Notification } from 'electron';
import type { Language } from '../texts/texts.ts';
import { textsIn } from '../texts/texts.ts';
import type { PlaceMemory } from './place-memory.ts';

/** Says once, ever, that closing a window does not stop the host. */
export function stillOnNotice(
  places: PlaceMemory,
  language: () => Language,
  NotificationClass: typeof Notification,
  onClick: () => void,
): () => void {
  // Held, for a notification that is collected as garbage can't be clicked.
  let notification: Notification | null = null;
  return () => {
    if (places.hasSaidStillOn() || !NotificationClass.isSupported()) return;
    places.noteSaidStillOn();
    const texts = textsIn(language()).notice;
    notification = new NotificationClass({ title: texts.stillHostingTitle, body: texts.stillHosting });
    notification.on('click', onClick);
    notification.on('close', () => {
      notification = null;
    });
    notification.show();
  };
}
