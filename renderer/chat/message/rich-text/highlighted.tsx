import './highlighted.css';
import { common, createLowlight } from 'lowlight';
import { Fragment, useMemo, type ReactNode } from 'react';

const lowlight = createLowlight(common);
type Node = ReturnType<typeof lowlight.highlight>['children'][number];

/** Code in the colours of its language; as it is where the language is not known. */
export function Highlighted({ language, text }: { language: string; text: string }) {
  const nodes = useMemo(
    () => (lowlight.registered(language) ? lowlight.highlight(language, text).children : null),
    [language, text],
  );
  return nodes === null ? text : nodes.map((node, index) => <Fragment key={index}>{drawn(node)}</Fragment>);
}

function drawn(node: Node): ReactNode {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return null;
  const names = node.properties['className'];
  return (
    <span className={Array.isArray(names) ? names.join(' ') : undefined}>
      {node.children.map((child, index) => (
        <Fragment key={index}>{drawn(child)}</Fragment>
      ))}
    </span>
  );
}
