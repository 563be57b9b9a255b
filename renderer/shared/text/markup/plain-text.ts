import type { Block, Inline } from './nodes.ts';
import { parseBlocks } from './parse-blocks.ts';

/** A message's words without their marks, in one line; what is hidden stays hidden. */
export function plainText(text: string): string {
  return parseBlocks(text).map(ofBlock).join(' ').replace(/\s+/gu, ' ').trim();
}

function ofBlock(block: Block): string {
  switch (block.kind) {
    case 'lines':
      return ofParts(block.parts);
    case 'code':
      return block.text;
    case 'quote':
      return block.blocks.map(ofBlock).join(' ');
    case 'list':
      return block.items.map(({ parts }) => ofParts(parts)).join(' ');
  }
}

function ofParts(parts: readonly Inline[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'text' || part.kind === 'code') return part.text;
      return part.kind === 'spoiler' ? '▒▒▒' : ofParts(part.parts);
    })
    .join('');
}
