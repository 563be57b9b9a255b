import type { Message, MessageFile } from '../../../server/protocol/message.ts';
import type { Translate } from '../../shared/i18n/strings.ts';
import { plainText } from '../../shared/text/markup/plain-text.ts';
import { isPicture } from '../files/picture-box.ts';

/** A message in one line, for quotes and screen readers: its words, then what comes with them. */
export function messageGist({ text, files }: Pick<Message, 'text' | 'files'>, t: Translate): string {
  return [plainText(text), filesInWords(files, t)].filter((part) => part !== '').join(' · ');
}

function filesInWords(files: readonly MessageFile[], t: Translate): string {
  const [first] = files;
  if (!first) return '';
  const count = files.length;
  if (files.every(isPicture)) return count === 1 ? t('message.picture') : t('message.pictures', { count });
  return count === 1 ? first.name : t('message.files', { count });
}
