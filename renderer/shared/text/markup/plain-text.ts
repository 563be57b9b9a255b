import type { Block, Inline } from './nodes.ts';
import { parseBlocks } from './parse-blocks.ts';

/** A message's words without their marks, in one line; what is hidden stays hidden. */
export function plainText(text: string): string {
  return parseBlocks(text).map(ofBlock).join(' ').replace(/\s+/gu, ' ').trim();
}

function ofBlock(block: Block): string {
  switch (block.kind) {
    case 'lines':
      return textOf(block.parts);
    case 'code':
      return block.text;
    case 'quote':
      return block.blocks.map(ofBlock).join(' ');
    case 'list':
      return block.items.map(({ parts }) => textOf(parts)).join(' ');
  }
}

/** The words of running text; what is hidden within it stays hidden. */
export function textOf(parts: readonly Inline[]): string {
  return parts
    .map((part) => {
      if ('text' in part) return part.text;
      return part.kind === 'spoiler' ? '▒▒▒' : textOf(part.parts);
    })
    .join('');
}
