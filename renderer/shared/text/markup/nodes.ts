/** A message's words, taken apart. What is not marked up stays exactly as it was typed. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'emphasis' | 'strike' | 'spoiler'; parts: Inline[] }
  /** Only http(s) and mailto. */
  | { kind: 'link'; url: string; text: string };

export interface ListItem {
  /** How far it is moved in: 0 to 2. */
  depth: number;
  /** The number as typed; null for a dot. */
  number: number | null;
  parts: Inline[];
}

export type Block =
  /** Line breaks are kept. */
  | { kind: 'lines'; parts: Inline[] }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; items: ListItem[] };
