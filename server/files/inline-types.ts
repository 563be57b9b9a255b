/** A type that a browser may show in place. Everything else is only ever handed over as a download. */
export interface InlineType {
  kind: 'picture' | 'audio' | 'video';
  /** As it is stored and served. */
  mime: string;
  /** For addresses, without a dot. */
  extension: string;
}

/** What all bytes are that are not on the inline list. */
export const PLAIN_MIME = 'application/octet-stream';

/**
 * By the name that the type's detector gives. No SVG and no HTML: both are programs, and would run with the
 * rights of the page's own address.
 */
const BY_DETECTED_MIME: Readonly<Record<string, InlineType>> = {
  'image/png': { kind: 'picture', mime: 'image/png', extension: 'png' },
  'image/apng': { kind: 'picture', mime: 'image/png', extension: 'png' },
  'image/jpeg': { kind: 'picture', mime: 'image/jpeg', extension: 'jpg' },
  'image/gif': { kind: 'picture', mime: 'image/gif', extension: 'gif' },
  'image/webp': { kind: 'picture', mime: 'image/webp', extension: 'webp' },
  'image/avif': { kind: 'picture', mime: 'image/avif', extension: 'avif' },
  'audio/mpeg': { kind: 'audio', mime: 'audio/mpeg', extension: 'mp3' },
  'audio/x-m4a': { kind: 'audio', mime: 'audio/mp4', extension: 'm4a' },
  'audio/mp4': { kind: 'audio', mime: 'audio/mp4', extension: 'm4a' },
  'audio/aac': { kind: 'audio', mime: 'audio/aac', extension: 'aac' },
  'audio/ogg': { kind: 'audio', mime: 'audio/ogg', extension: 'ogg' },
  'audio/wav': { kind: 'audio', mime: 'audio/wav', extension: 'wav' },
  'audio/flac': { kind: 'audio', mime: 'audio/flac', extension: 'flac' },
  'audio/x-flac': { kind: 'audio', mime: 'audio/flac', extension: 'flac' },
  'video/mp4': { kind: 'video', mime: 'video/mp4', extension: 'mp4' },
  'video/x-m4v': { kind: 'video', mime: 'video/mp4', extension: 'mp4' },
  'video/webm': { kind: 'video', mime: 'video/webm', extension: 'webm' },
  'video/ogg': { kind: 'video', mime: 'video/ogg', extension: 'ogv' },
  'video/quicktime': { kind: 'video', mime: 'video/quicktime', extension: 'mov' },
};

const BY_STORED_MIME = new Map(Object.values(BY_DETECTED_MIME).map((type) => [type.mime, type]));

/** By a detector's name, parameters such as codecs aside. */
export function inlineTypeOfDetected(mime: string): InlineType | null {
  const [name = ''] = mime.split(';');
  return Object.hasOwn(BY_DETECTED_MIME, name) ? (BY_DETECTED_MIME[name] ?? null) : null;
}

/** By the name under which it is stored. */
export function inlineType(mime: string): InlineType | null {
  return BY_STORED_MIME.get(mime) ?? null;
}

export function isPicture(mime: string): boolean {
  return inlineType(mime)?.kind === 'picture';
}
