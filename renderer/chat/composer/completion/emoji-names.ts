import { EMOJI_DATA_URL, emojiLocale } from '../../emoji/emoji-data.ts';

/** An emoji and what it is called, as in the host's own emoji data (emojibase). */
export interface NamedEmoji {
  emoji: string;
  label: string;
  tags?: string[];
}

const asked = new Map<string, Promise<readonly NamedEmoji[]>>();

/** All emoji in a language's words; asked for once, none where the host does not answer. */
export function emojiNames(language: string): Promise<readonly NamedEmoji[]> {
  const folder = emojiLocale(language);
  const known = asked.get(folder);
  if (known) return known;
  const answer = fetch(`${EMOJI_DATA_URL}/${folder}/data.json`)
    .then(async (response) => {
      if (!response.ok) throw new Error(`emoji data: ${response.status}`);
      return (await response.json()) as NamedEmoji[];
    })
    .catch(() => {
      asked.delete(folder);
      return [];
    });
  asked.set(folder, answer);
  return answer;
}
