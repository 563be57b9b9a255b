/**
 * The address of a worker thread's file beside `importMetaUrl`. Sources run directly as .ts; the packaged
 * build has .js in their place, and only import specifiers are rewritten by the compiler.
 */
export function threadUrl(name: string, importMetaUrl: string): URL {
  return new URL(`./${name}.${importMetaUrl.endsWith('.ts') ? 'ts' : 'js'}`, importMetaUrl);
}
