import type { Request, Response } from 'express';
import { inlineType, PLAIN_MIME } from '../files/inline-types.ts';
import { AppError } from '../protocol/errors.ts';

export interface SentFile {
  hash: string;
  name: string;
  mime: string;
  size: number;
}

export interface SendOptions {
  /** The folder of the bytes, and their path in it. */
  root: string;
  path: string;
  /** Pages of other origins may show it. */
  isShared: boolean;
}

/** Even a type that a browser shows gets no rights: no scripts, no forms, an origin of its own. */
const FILE_CSP = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";

/**
 * Answers with a file's bytes: whole, in part (Range) or not at all (HEAD, If-None-Match). Shown in place only
 * if its type is on the inline list; everything else is a download of no type.
 *
 * @throws AppError `range_not_satisfiable`, `file_not_found` where the bytes have gone from the disk
 */
export async function sendFile(
  request: Request,
  response: Response,
  file: SentFile,
  { root, path, isShared }: SendOptions,
): Promise<void> {
  const type = inlineType(file.mime);
  response.setHeader('Content-Type', type?.mime ?? PLAIN_MIME);
  response.setHeader('Content-Disposition', contentDisposition(type ? 'inline' : 'attachment', file.name));
  response.setHeader('Content-Security-Policy', FILE_CSP);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // Who may see it can change, so a browser asks each time; the bytes it has are then confirmed by their hash.
  response.setHeader('Cache-Control', 'private, no-cache');
  response.setHeader('ETag', `"${file.hash}"`);
  if (isShared) response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  try {
    await new Promise<void>((resolve, reject) => {
      const options = { root, cacheControl: false, lastModified: false, dotfiles: 'allow' } as const;
      response.sendFile(path, options, (error?: Error) => (error ? reject(error) : resolve()));
    });
  } catch (error) {
    // The reader left; there is nobody to answer.
    if (response.headersSent || request.destroyed) return;
    for (const name of ['Content-Disposition', 'ETag', 'Content-Type', 'Accept-Ranges'])
      response.removeHeader(name);
    const { status } = error as { status?: unknown };
    if (status === 416) {
      response.setHeader('Content-Range', `bytes */${file.size}`);
      throw new AppError('range_not_satisfiable', { size: file.size });
    }
    if (status === 404) throw new AppError('file_not_found', undefined, { cause: error });
    throw error;
  }
}

/**
 * RFC 6266: a name in plain ASCII for old readers, and the name itself as RFC 8187 writes it. The first is
 * stripped of what could end the quotes early, of `%`, which some browsers decode, and of path separators.
 */
export function contentDisposition(disposition: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/gu, '?').replace(/["\\%/]/g, '_');
  const extended = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return ascii === name
    ? `${disposition}; filename="${ascii}"`
    : `${disposition}; filename="${ascii}"; filename*=UTF-8''${extended}`;
}
