import { fileTypeFromBuffer } from 'file-type';
import type { IncomingBlob } from './incoming-blob.ts';
import { inlineTypeOfDetected, PLAIN_MIME } from './inline-types.ts';
import { pictureSize } from './picture-size.ts';

/** What some bytes are, as far as this host vouches for it. */
export interface FileKind {
  mime: string;
  /** Both in pixels, upright; null for all but pictures. */
  width: number | null;
  height: number | null;
  /** A picture that moves; a still copy of it would not be the same. */
  isAnimated: boolean;
}

const PLAIN: FileKind = { mime: PLAIN_MIME, width: null, height: null, isAnimated: false };

/**
 * Tells from the bytes alone what a file is; its name and what the sender calls it count for nothing. A
 * picture is one only if its header can be read and its size is bearable; otherwise it is a plain file.
 */
export async function identifyFile({ head, path }: Pick<IncomingBlob, 'head' | 'path'>): Promise<FileKind> {
  const type = inlineTypeOfDetected(await detectedMime(head));
  if (!type) return PLAIN;
  if (type.kind !== 'picture') return { ...PLAIN, mime: type.mime };
  const size = await pictureSize(path, type.mime);
  return size ? { mime: type.mime, ...size } : PLAIN;
}

async function detectedMime(head: Buffer): Promise<string> {
  try {
    return (await fileTypeFromBuffer(head))?.mime ?? '';
  } catch {
    // Bytes made to confuse a parser are no type of ours.
    return '';
  }
}
