import { useStrings } from '../../shared/i18n/use-strings.ts';
import type { StringKey } from '../../shared/i18n/strings.ts';

type TipKey = Extract<StringKey, `search.filter${string}`>;

const TIPS: readonly { filter: TipKey; meaning: TipKey }[] = [
  { filter: 'search.filterFrom', meaning: 'search.filterFromMeans' },
  { filter: 'search.filterIn', meaning: 'search.filterInMeans' },
  { filter: 'search.filterHas', meaning: 'search.filterHasMeans' },
  { filter: 'search.filterBefore', meaning: 'search.filterBeforeMeans' },
  { filter: 'search.filterPhrase', meaning: 'search.filterPhraseMeans' },
];

/** What can be typed; a press puts it into the field. */
export function SearchTips({ onPick }: { onPick: (filter: string) => void }) {
  const { t } = useStrings();
  return (
    <div className="search-tips">
      <p>{t('search.tipsTitle')}</p>
      <ul>
        {TIPS.map(({ filter, meaning }) => (
          <li key={filter}>
            <button
              type="button"
              className="search-tips__tip"
              onClick={() => {
                onPick(t(filter));
              }}
            >
              <code>{t(filter)}</code>
              <span>{t(meaning)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
