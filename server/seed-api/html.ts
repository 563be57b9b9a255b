const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Text that people wrote, safe to be put into a page as it is: the original's front ends insert names and
 * contents as HTML. Quotes stay, since they can do nothing there and would only be seen by clients that show plain text.
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (char) => ENTITIES[char] ?? char);
}

/** The tag with which the original's clients send and show a picture. */
export function imageTag(address: string): string {
  return `<img src="${address.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char)}">`;
}
