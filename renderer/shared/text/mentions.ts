/** A piece of text: words, or a name with its sign in front that stands for somebody or something here. */
export type MentionPart<Target> =
  { kind: 'text'; text: string } | { kind: 'mention'; text: string; target: Target };

/** The form in which names are compared here. The host folds more; what it finds different is merely not marked. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/**
 * Splits text at every `sign` with a known name behind it, the longest one that fits: names may hold spaces.
 *
 * @param find what a `nameKey` stands for
 * @param longest how long a name can be, in UTF-16 units
 */
export function splitMentions<Target>(
  text: string,
  sign: '@' | '#',
  find: (key: string) => Target | undefined,
  longest: number,
): MentionPart<Target>[] {
  const parts: MentionPart<Target>[] = [];
  let from = 0;
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
    if (at < from || !isStart(text, at)) continue;
    const found = longestName(text, at + 1, find, longest);
    if (!found) continue;
    if (at > from) parts.push({ kind: 'text', text: text.slice(from, at) });
    parts.push({ kind: 'mention', text: text.slice(at, found.end), target: found.target });
    from = found.end;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** In `ada@example.org` nobody is meant. */
function isStart(text: string, at: number): boolean {
  return at === 0 || !/[A-Za-z0-9._%+-]/.test(text[at - 1] ?? '');
}

function longestName<Target>(
  text: string,
  start: number,
  find: (key: string) => Target | undefined,
  longest: number,
): { end: number; target: Target } | null {
  for (let end = Math.min(text.length, start + longest); end > start; end--) {
    // In "@Adam" Ada is not meant. Scripts without spaces go on right behind a name.
    if (/[A-Za-z0-9]/.test(text[end - 1] ?? '') && /[A-Za-z0-9]/.test(text[end] ?? '')) continue;
    const target = find(nameKey(text.slice(start, end)));
    if (target !== undefined) return { end, target };
  }
  return null;
}
