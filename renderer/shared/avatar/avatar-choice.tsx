import './avatar-choice.css';
import { RefreshCw } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { Avatar } from './avatar.tsx';
import { pictureName } from './pictures.ts';
import { useStrings } from '../i18n/use-strings.ts';
import { AvatarGrid } from './avatar-grid.tsx';
import { rememberAvatar } from './first-avatar.ts';

interface Props {
  avatarId: string;
  onChange: (avatarId: string) => void;
  /** The name, which stands beside the picture. */
  field: ReactNode;
}

/** The chosen picture beside the name; pressing it lays out all the others below. */
export function AvatarChoice({ avatarId, onChange, field }: Props) {
  const { t } = useStrings();
  const [isOpen, setOpen] = useState(false);
  const gridId = useId();
  return (
    <div className="avatar-choice">
      <div className="avatar-choice__line">
        <button
          type="button"
          className="avatar-choice__button"
          aria-label={t('join.avatarChange', { picture: t(`avatar.${pictureName(avatarId)}`) })}
          aria-expanded={isOpen}
          aria-controls={gridId}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          <Avatar avatarId={avatarId} userId={null} size={64} />
          <span className="avatar-choice__sign">
            <RefreshCw size={14} aria-hidden />
          </span>
        </button>
        <div className="avatar-choice__field">{field}</div>
      </div>
      <div id={gridId} hidden={!isOpen}>
        {isOpen && (
          <AvatarGrid
            avatarId={avatarId}
            onChange={(chosen) => {
              rememberAvatar(chosen);
              onChange(chosen);
            }}
          />
        )}
      </div>
    </div>
  );
}
