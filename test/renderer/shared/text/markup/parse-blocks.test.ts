import { describe, expect, it } from 'vitest';
import type { Block, Inline } from '../../../../../renderer/shared/text/markup/nodes.ts';
import { parseBlocks } from '../../../../../renderer/shared/text/markup/parse-blocks.ts';
import { plainText } from '../../../../../renderer/shared/text/markup/plain-text.ts';

/** Blocks and parts as short as they can be written. */
function sketch(text: string): string {
  return parseBlocks(text).map(ofBlock).join(' | ');
}

function ofBlock(block: Block): string {
  switch (block.kind) {
    case 'lines':
      return ofParts(block.parts);
    case 'code':
      return `code(${block.language}):${block.text}`;
    case 'quote':
      return `quote[${block.blocks.map(ofBlock).join(' | ')}]`;
    case 'list':
      return block.items
        .map(({ depth, number, parts }) => `${'+'.repeat(depth)}${number ?? '-'} ${ofParts(parts)}`)
        .join(' / ');
  }
}

function ofParts(parts: readonly Inline[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'code') return `<code ${part.text}>`;
      if (part.kind === 'link') return `<link ${part.url} ${part.text}>`;
      return `<${part.kind} ${ofParts(part.parts)}>`;
    })
    .join('');
}

describe('running text', () => {
  it.each([
    ['nothing', 'just words, 2 * 3 = 6', 'just words, 2 * 3 = 6'],
    ['bold and italic', '**a** *b* _c_', '<strong a> <emphasis b> <emphasis c>'],
    ['both at once', '***both***', '<strong <emphasis both>>'],
    ['one in the other', '*a **b** c*', '<emphasis a <strong b> c>'],
    ['one in the other, close together', '*a**b**c*', '<emphasis a<strong b>c>'],
    ['struck out and hidden', '~~old~~ ||the end||', '<strike old> <spoiler the end>'],
    ['hidden with emphasis in it', '||**x** y||', '<spoiler <strong x> y>'],
    ['what is not closed', '**a *b _c ~~d ||e', '**a *b _c ~~d ||e'],
    ['marks with space inside', '** a ** and * b *', '** a ** and * b *'],
    ['arithmetic and names', '2*3*4 snake_case_name', '2*3*4 snake_case_name'],
    ['Chinese, which has no spaces', '这是**重点**和*强调*的字', '这是<strong 重点>和<emphasis 强调>的字'],
    ['Chinese punctuation inside', '他说**“好。”**然后走了', '他说<strong “好。”>然后走了'],
    ['code, in which nothing else counts', '`a **b** \\`', '<code a **b** \\>'],
    ['code with a backtick', '`` a`b ``', '<code a`b>'],
    ['a mark that closes only inside code', '*a `b*`', '*a <code b*>'],
    ['escapes', '\\*a\\* \\`b\\` C:\\new', '*a* `b` C:\\new'],
    ['an address with marks in it', 'http://a.b/x_y_z*', '<link http://a.b/x_y_z http://a.b/x_y_z>*'],
    ['an address in bold', '**see http://a.b/c**', '<strong see <link http://a.b/c http://a.b/c>>'],
    ['a named link', '[the *doc*](https://a.b/c_(d))', '<link https://a.b/c_(d) the *doc*>'],
    ['a shrug', '¯\\_(ツ)_/¯', '¯_(ツ)_/¯'],
    ['empty marks', '**** |||| ~~~~', '**** |||| ~~~~'],
  ])('has %s', (_, text, expected) => {
    expect(sketch(text)).toBe(expected);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '/room/1', 'file:///etc/passwd', 'https://a b'])(
    'takes no link to %s',
    (url) => {
      expect(sketch(`[x](${url})`)).not.toContain('<link javascript');
      expect(sketch(`[x](${url})`)).toMatch(/^\[x\]/);
    },
  );
});

describe('blocks', () => {
  it.each([
    ['line breaks as typed', 'a\n\nb', 'a\n\nb'],
    ['a quote', '> a\n> b\nc', 'quote[a\nb] | c'],
    ['a quote in a quote', '> > a\n> b', 'quote[quote[a] | b]'],
    ['a list', 'do:\n- a\n- *b*\n\nend', 'do: | - a / - <emphasis b> | end'],
    ['a list with numbers and depth', '1. a\n  2) b\n      - c', '1 a / +2 b / ++- c'],
    ['code', 'x\n```ts\nlet a = `1`;\n\n- b\n```\ny', 'x | code(ts):let a = `1`;\n\n- b | y'],
    ['code on one line', '```ls -l```', 'code():ls -l'],
    ['code that is not closed', '```ts\nlet', '```ts\nlet'],
    ['what is no list', '-5 degrees\n2026. What a year\n-', '-5 degrees\n2026. What a year\n-'],
    ['what is no quote', '>_< and >:(', '>_< and >:('],
    ['no heading and no HTML', '# one\n<b>two</b>', '# one\n<b>two</b>'],
  ])('has %s', (_, text, expected) => {
    expect(sketch(text)).toBe(expected);
  });

  it('goes so deep and no deeper', () => {
    expect(sketch('> '.repeat(50) + 'a')).toBe(`quote[quote[quote[${'> '.repeat(47)}a]]]`);
  });
});

it.each(['*a ', '**', '||', '`', '`` `', '[a](', '_a*', '> ', '~~a||', '\\*', '- *a\n', '```\n'])(
  'comes to an end with a message full of %j',
  (piece) => {
    const text = piece.repeat(Math.ceil(8_000 / piece.length));
    expect(parseBlocks(text).length).toBeGreaterThan(0);
  },
);

it('gives a message’s words without their marks, and keeps what is hidden', () => {
  expect(plainText('**Look** at [this](https://a.b)\n> `x`\n- ||secret||')).toBe('Look at this x ▒▒▒');
});
