import type { Message, MessageFile } from '../protocol/message.ts';
import { escapeHtml, imageTag } from './html.ts';

/** How messages are shown to one client. */
export interface View {
  /** What comes before our own paths, such as `http://192.168.1.20:8322`: the address the client itself uses. */
  base: string;
  /** Paths of attached pictures by file id. Files that are not in here are no pictures. */
  pictures: ReadonlyMap<string, string>;
  /** Whether a lone address of a picture elsewhere is shown as a picture, which makes the reader fetch it. */
  showsForeignPictures: boolean;
}

export interface Content {
  content: string;
  /** Absolute; empty where there is no picture. */
  imageUrl: string;
}

/** A message's words and pictures as the original's clients expect them: HTML in which only the pictures are tags. */
export function contentOf({ text, files }: Pick<Message, 'text' | 'files'>, view: View): Content {
  if (files.length === 0 && view.showsForeignPictures && isPictureAddress(text))
    return { content: imageTag(text), imageUrl: text };
  const parts = text === '' ? [] : [escapeHtml(text)];
  let imageUrl = '';
  for (const file of files) {
    const path = view.pictures.get(file.id);
    if (path === undefined) {
      parts.push(fileLine(file, view.base));
      continue;
    }
    const address = view.base + path;
    parts.push(imageTag(address));
    imageUrl ||= address;
  }
  return { content: parts.join('\n'), imageUrl };
}

/** The original knows no other files than pictures, so they are told in words. */
function fileLine({ name, url }: MessageFile, base: string): string {
  return escapeHtml(`${name} ${base}${url}`);
}

function isPictureAddress(text: string): boolean {
  return /^https?:\/\/[^\s"<>]+\.(?:png|jpe?g|gif|webp)$/i.test(text);
}
