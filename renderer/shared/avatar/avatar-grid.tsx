import './avatar-grid.css';
import { useId } from 'react';
import { Avatar } from './avatar.tsx';
import { PICTURE_NAMES, pictureIndex } from './pictures.ts';
import { useStrings } from '../i18n/use-strings.ts';

interface Props {
  avatarId: string;
  /** Whose colour to show the pictures in; null before there is an id. */
  userId?: string | null;
  onChange: (avatarId: string) => void;
}

/** All pictures, as one group of radio buttons: arrows move, the chosen one is ringed. */
export function AvatarGrid({ avatarId, userId = null, onChange }: Props) {
  const { t } = useStrings();
  const name = useId();
  const chosen = pictureIndex(avatarId);
  return (
    <fieldset className="avatar-grid">
      <legend className="visually-hidden">{t('join.avatarPick')}</legend>
      {PICTURE_NAMES.map((picture, index) => (
        <label key={picture} className="avatar-grid__choice" data-chosen={index === chosen || undefined}>
          <input
            className="visually-hidden"
            type="radio"
            name={name}
            aria-label={t(`avatar.${picture}`)}
            checked={index === chosen}
            onChange={() => {
              onChange(String(index));
            }}
          />
          <Avatar avatarId={String(index)} userId={userId} size={44} />
        </label>
      ))}
    </fieldset>
  );
}
