/** What `has:` can ask for. */
export type HasFilter = 'file' | 'picture' | 'link';

/** A search as it was typed, taken apart. Names are as typed; whom and what they name is for the asker's host to say. */
export interface SearchFilters {
  /** What is left to look for in the texts. */
  text: string;
  from: string[];
  in: string[];
  has: HasFilter[];
  /** Days as people write them in ISO 8601: `2026-11-01`. */
  before: string | null;
  after: string | null;
  /** Filters that can't be understood, as typed. */
  unknown: string[];
}

type Key = 'from' | 'in' | 'has' | 'before' | 'after';

const KEYS: Readonly<Record<string, Key>> = {
  from: 'from',
  来自: 'from',
  in: 'in',
  房间: 'in',
  has: 'has',
  包含: 'has',
  before: 'before',
  早于: 'before',
  after: 'after',
  晚于: 'after',
};
const HAS: Readonly<Record<string, HasFilter>> = {
  file: 'file',
  files: 'file',
  文件: 'file',
  picture: 'picture',
  pictures: 'picture',
  image: 'picture',
  图片: 'picture',
  link: 'link',
  links: 'link',
  链接: 'link',
};

/** A known word, a colon, then a word or something in quotes. What stands in quotes by itself is no filter. */
const PARTS = new RegExp(
  `"[^"]*"|(?<![\\p{L}\\p{N}])(${Object.keys(KEYS).join('|')})[:：]\\s*(?:"([^"]*)"|(\\S+))`,
  'giu',
);

export function parseSearch(q: string): SearchFilters {
  const filters: SearchFilters = {
    text: '',
    from: [],
    in: [],
    has: [],
    before: null,
    after: null,
    unknown: [],
  };
  filters.text = q
    .replace(PARTS, (whole: string, key?: string, quoted?: string, word?: string) => {
      if (key === undefined) return whole;
      if (!take(filters, KEYS[key.toLowerCase()], quoted ?? word ?? '')) filters.unknown.push(whole.trim());
      return ' ';
    })
    .replace(/^\s+/u, '');
  return filters;
}

function take(filters: SearchFilters, key: Key | undefined, value: string): boolean {
  switch (key) {
    case 'from':
      filters.from.push(value.replace(/^@/u, ''));
      return true;
    case 'in':
      filters.in.push(value.replace(/^#/u, ''));
      return true;
    case 'has': {
      const has = HAS[value.toLowerCase()];
      if (has) filters.has.push(has);
      return has !== undefined;
    }
    case 'before':
    case 'after':
      if (!isDay(value)) return false;
      filters[key] = value;
      return true;
    case undefined:
      return false;
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
