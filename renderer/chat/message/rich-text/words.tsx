import { Fragment } from 'react';
import { useClientState } from '../../inside/client-context.ts';
import { splitPeople, splitRooms } from '../../inside/names.ts';
import { useOpenDialog } from '../../dialogs/dialog-request.ts';
import { navigate, roomPath } from '../../route.ts';

/** Plain words, in which people and rooms that are meant can be pressed. */
export function Words({ text }: { text: string }) {
  return text.includes('@') || text.includes('#') ? <WordsWithNames text={text} /> : text;
}

function WordsWithNames({ text }: { text: string }) {
  const users = useClientState((state) => state.users);
  const ownId = useClientState((state) => state.me.id);
  const openDialog = useOpenDialog();
  return splitPeople(text, users).map((part, index) => {
    if (part.kind === 'text') return <WordsWithRooms key={index} text={part.text} />;
    const { target } = part;
    if (target === 'everybody')
      return (
        <strong key={index} className="mention" data-self>
          {part.text}
        </strong>
      );
    return (
      <button
        key={index}
        type="button"
        className="mention"
        data-self={target.id === ownId || undefined}
        onClick={() => {
          openDialog({ kind: 'person', user: target });
        }}
      >
        {part.text}
      </button>
    );
  });
}

function WordsWithRooms({ text }: { text: string }) {
  const rooms = useClientState((state) => state.rooms);
  return splitRooms(text, rooms).map((part, index) =>
    part.kind === 'text' ? (
      <Fragment key={index}>{part.text}</Fragment>
    ) : (
      <a
        key={index}
        className="mention"
        href={roomPath(part.target.id)}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          navigate(roomPath(part.target.id));
        }}
      >
        {part.text}
      </a>
    ),
  );
}
