import './name-taken.css';
import { pictureName } from '../../shared/avatar/pictures.ts';
import { Button } from '../../shared/components/button.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { nextNumber, suggestNames } from './suggest-names.ts';

interface Props {
  name: string;
  avatarId: string;
  onSignIn: (name: string) => void;
  onChoose: (name: string) => void;
}

/** Somebody has that name already: it is me, or I come in under another one. */
export function NameTaken({ name, avatarId, onSignIn, onChoose }: Props) {
  const { t } = useStrings();
  const { stem, number } = nextNumber(name);
  const picture = t(`avatar.${pictureName(avatarId)}`);
  const [numbered, pictured] = [
    ...suggestNames(stem, [(base) => t('join.suggestNumber', { name: base, number })]),
    ...suggestNames(name, [(base) => t('join.suggestPicture', { name: base, picture })]),
  ];
  return (
    <div className="name-taken" role="alert">
      <p>{t('join.taken', { name })}</p>
      <div className="name-taken__choices">
        <Button
          onClick={() => {
            onSignIn(name);
          }}
        >
          {t('join.takenMe')}
        </Button>
      </div>
      <p className="name-taken__or">{t('join.takenSuggest')}</p>
      <div className="name-taken__choices">
        {[pictured, numbered].map(
          (suggestion) =>
            suggestion && (
              <Button
                key={suggestion}
                onClick={() => {
                  onChoose(suggestion);
                }}
              >
                {suggestion}
              </Button>
            ),
        )}
      </div>
    </div>
  );
}
