import './rich-text.css';
import { Fragment, type ReactNode } from 'react';
import type { Block, Inline, ListItem } from '../../../shared/text/markup/nodes.ts';
import { textOf } from '../../../shared/text/markup/plain-text.ts';
import { CodeBlock } from './code-block.tsx';
import { Spoiler } from './spoiler.tsx';
import { Words } from './words.tsx';

interface Props {
  blocks: readonly Block[];
  /** Stands behind the last word. */
  end?: ReactNode;
}

/** A message's words with what they were marked up to be. Parts never move: the text is drawn whole whenever it changes. */
export function RichText({ blocks, end }: Props) {
  const last = blocks.at(-1);
  const endsInLine = last?.kind === 'lines';
  return (
    <>
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} end={endsInLine && block === last ? end : undefined} />
      ))}
      {!endsInLine && end !== undefined && <p>{end}</p>}
    </>
  );
}

function BlockView({ block, end }: { block: Block; end: ReactNode }) {
  switch (block.kind) {
    case 'lines':
      return (
        <p>
          <Parts parts={block.parts} />
          {end}
        </p>
      );
    case 'code':
      return <CodeBlock language={block.language} text={block.text} />;
    case 'quote':
      return (
        <blockquote className="rich-text__quote">
          <RichText blocks={block.blocks} />
        </blockquote>
      );
    case 'list':
      return (
        <ul className="rich-text__list">
          {block.items.map((item, index) => (
            <Item key={index} item={item} />
          ))}
        </ul>
      );
  }
}

/** The mark is part of the text, so that a list copied from a message is one again. */
function Item({ item: { depth, number, parts } }: { item: ListItem }) {
  return (
    <li data-depth={depth}>
      <span className="rich-text__mark">{number === null ? '•' : `${number}.`}</span>{' '}
      <span>
        <Parts parts={parts} />
      </span>
    </li>
  );
}

function Parts({ parts }: { parts: readonly Inline[] }) {
  return parts.map((part, index) => <Fragment key={index}>{drawn(part)}</Fragment>);
}

const TAGS = { strong: 'strong', emphasis: 'em', strike: 's' } as const;

function drawn(part: Inline): ReactNode {
  switch (part.kind) {
    case 'text':
      return <Words text={part.text} />;
    case 'code':
      return <code className="rich-text__code">{part.text}</code>;
    case 'strong':
    case 'emphasis':
    case 'strike': {
      const Tag = TAGS[part.kind];
      return (
        <Tag>
          <Parts parts={part.parts} />
        </Tag>
      );
    }
    case 'spoiler':
      return (
        <Spoiler hidden={textOf(part.parts)}>
          <Parts parts={part.parts} />
        </Spoiler>
      );
    case 'link':
      return (
        // Where it leads can be seen before it is pressed, whatever its words say.
        <a href={part.url} title={part.url} target="_blank" rel="noopener noreferrer">
          {part.text}
        </a>
      );
  }
}
