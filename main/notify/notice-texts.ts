import type { Notice } from '../../server/protocol/control.ts';
import type { DesktopState } from '../bridge/contract.ts';
import { SHELL_LIMITS } from '../shell/limits.ts';
import type { Texts } from '../texts/texts.ts';

export interface NoticeText {
  title: string;
  body: string;
}

/** What a native notification says. Names and text come from anybody on the network. */
export function noticeText(notice: Notice, texts: Texts, platform: DesktopState['platform']): NoticeText {
  const title =
    notice.kind === 'direct' ? notice.senderName : texts.notice.mention(notice.senderName, notice.roomName);
  const body = platform === 'linux' ? withoutMarkup(notice.text) : notice.text;
  return { title: cut(oneLine(title)), body };
}

/** Linux desktops read markup in a notification's body (Desktop Notifications Specification 1.2, "Markup"). */
function withoutMarkup(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function cut(text: string): string {
  const max = SHELL_LIMITS.noticeTitleMaxChars;
  if (text.length <= max) return text;
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  return letters.length <= max ? text : `${letters.slice(0, max - 1).join('')}…`;
}
