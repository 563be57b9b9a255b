import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PAGE_HEADERS } from '../security/page-policy.ts';

/** Nothing of another kind is among the pages; what is, is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
};

/**
 * The file below the pages' folder that an address names; null for everything else. Every path without a file's
 * ending is the admin page, which finds its place by itself.
 *
 * @param pathname as URLs have it, percent-encoded
 */
export function pageFile(folder: string, adminPage: string, pathname: string): string | null {
  const decoded = decode(pathname);
  if (decoded === null || decoded.includes('\0') || decoded.includes('\\')) return null;
  const name = path.posix.extname(decoded) === '' ? `/${adminPage}` : decoded;
  if (TYPES[path.posix.extname(name)] === undefined) return null;
  const file = path.join(folder, name);
  const relative = path.relative(folder, file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? null : file;
}

/** Answers with a page's file. */
export async function servePageFile(folder: string, adminPage: string, pathname: string): Promise<Response> {
  const file = pageFile(folder, adminPage, pathname);
  const type = file === null ? undefined : TYPES[path.extname(file)];
  if (file === null || type === undefined) return plain(404, 'Not found');
  try {
    // Electron's own fs reads from inside the archive too.
    const content = await readFile(file);
    return new Response(content, {
      headers: { ...PAGE_HEADERS, 'content-type': type, 'cache-control': 'no-cache' },
    });
  } catch {
    return plain(404, 'Not found');
  }
}

export function plain(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { ...PAGE_HEADERS, 'content-type': 'text/plain; charset=utf-8' },
  });
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
