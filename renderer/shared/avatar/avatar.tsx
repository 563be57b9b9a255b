import './avatar.css';
import { personColour } from './person-colour.ts';
import { pictureOf } from './pictures.ts';

interface Props {
  avatarId: string;
  /** Null for somebody who has no id yet: the lamp's own colour. */
  userId: string | null;
  /** Edge in pixels. */
  size: 20 | 28 | 36 | 44 | 64 | 88;
  /** Shows the lit dot. The words for it belong to the line that holds the picture. */
  isOnline?: boolean;
}

/** A person's picture. Decoration beside a name, so it is silent for screen readers. */
export function Avatar({ avatarId, userId, size, isOnline = false }: Props) {
  const colour = userId === null ? 'new' : String(personColour(userId));
  return (
    <span
      className="avatar"
      data-size={size}
      data-colour={colour}
      data-online={isOnline || undefined}
      aria-hidden
    >
      <img className="avatar__picture" src={pictureOf(avatarId)} alt="" draggable={false} />
    </span>
  );
}
