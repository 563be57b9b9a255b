import { LIMITS } from '../protocol/limits.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { attachablePicture, keyOfPictureUrl } from '../services/store-picture.ts';

export interface SentContent {
  content: string;
  imageUrl: string;
}
export interface OutgoingMessage {
  text: string;
  fileIds: string[];
}

/**
 * What a client sends, as a message of ours. A picture that lies on this host becomes a file of the message,
 * one that lies elsewhere an address in its text. The words are cut to the original's 800 characters.
 *
 * @param isOwnHost whether a host and port, as in an address, are this host's
 */
export async function outgoingMessage(
  context: ServiceContext,
  userId: number,
  { content, imageUrl }: SentContent,
  isOwnHost: (host: string) => boolean,
): Promise<OutgoingMessage> {
  const address = imageUrl.trim() || loneImageAddress(content);
  if (address === '') return { text: cut(content), fileIds: [] };
  const words = withoutPicture(content, address);
  const key = isOurs(address, isOwnHost) ? keyOfPictureUrl(address) : null;
  const fileId = key === null ? null : await attachablePicture(context, userId, key);
  if (fileId !== null) return { text: cut(words), fileIds: [fileId] };
  return { text: cut(words === '' ? address : `${words}\n${address}`), fileIds: [] };
}

/** The first `LIMITS.seedContentMaxChars` code points. */
function cut(text: string): string {
  // No string has more code points than code units.
  if (text.length <= LIMITS.seedContentMaxChars) return text;
  return Array.from(text.slice(0, LIMITS.seedContentMaxChars * 2))
    .slice(0, LIMITS.seedContentMaxChars)
    .join('');
}

/** Some clients send a picture as its tag alone. */
function loneImageAddress(content: string): string {
  return /^\s*<img\b[^<>]*?\bsrc=["']?([^"'\s<>]+)["']?[^<>]*>\s*$/i.exec(content)?.[1] ?? '';
}

/** The words beside the picture, which clients repeat in the content as its tag or its address. */
function withoutPicture(content: string, address: string): string {
  const words = content.replace(/<img\b[^<>]*>/gi, (tag) => (tag.includes(address) ? '' : tag)).trim();
  return words === address ? '' : words;
}

function isOurs(address: string, isOwnHost: (host: string) => boolean): boolean {
  if (address.startsWith('/') && !address.startsWith('//')) return true;
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) && isOwnHost(url.host);
}
