/** Whether the system's notices can be shown, and if not, who stands in the way. */
export type NoticeState =
  /** Browsers show none for pages that came over plain http. */
  | 'insecure'
  /** This browser has none. */
  | 'unsupported'
  /** Somebody said no in this browser; only its own settings can change that. */
  | 'denied'
  /** Nobody was asked yet. */
  | 'unasked'
  | 'allowed';

export function noticeState(): NoticeState {
  if (!window.isSecureContext) return 'insecure';
  if (!('Notification' in window)) return 'unsupported';
  return { granted: 'allowed', denied: 'denied', default: 'unasked' }[Notification.permission] as NoticeState;
}

export interface Notice {
  title: string;
  text: string;
  /** A newer notice of the same kind takes its place. */
  kind: string;
  onPress: () => void;
}

export function showNotice({ title, text, kind, onPress }: Notice): void {
  if (noticeState() !== 'allowed') return;
  try {
    const notice = new Notification(title, { body: text, tag: kind });
    notice.onclick = () => {
      window.focus();
      onPress();
      notice.close();
    };
  } catch {
    // Android has the class but forbids to make one: there the sound has to do.
  }
}
