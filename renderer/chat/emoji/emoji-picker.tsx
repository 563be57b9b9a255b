import { EmojiPicker as Picker } from 'frimousse';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { EMOJI_DATA_URL, emojiLocale } from './emoji-data.ts';

/** Search, categories and skin tones over the host's own emoji data. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const { t, language } = useStrings();
  return (
    <Picker.Root
      className="emoji-picker"
      locale={emojiLocale(language)}
      emojibaseUrl={EMOJI_DATA_URL}
      columns={8}
      onEmojiSelect={({ emoji }) => {
        onPick(emoji);
      }}
    >
      <div className="emoji-picker__head">
        <Picker.Search
          className="emoji-picker__search"
          autoFocus
          placeholder={t('emoji.search')}
          aria-label={t('emoji.search')}
        />
        <Picker.SkinToneSelector className="emoji-picker__tone" aria-label={t('emoji.skinTone')} />
      </div>
      <Picker.Viewport className="emoji-picker__view">
        <Picker.Loading className="emoji-picker__word">{t('emoji.loading')}</Picker.Loading>
        <Picker.Empty className="emoji-picker__word">
          {({ search }) => t('emoji.none', { search })}
        </Picker.Empty>
        <Picker.List
          components={{
            CategoryHeader: ({ category, ...props }) => (
              <div {...props} className="emoji-picker__category">
                {category.label}
              </div>
            ),
            Row: ({ children, ...props }) => (
              <div
                {...props}
                aria-rowindex={countFromOne(props['aria-rowindex'])}
                className="emoji-picker__row"
              >
                {children}
              </div>
            ),
            Emoji: ({ emoji, ...props }) => (
              <button
                {...props}
                aria-colindex={countFromOne(props['aria-colindex'])}
                className="emoji-picker__emoji"
                data-active={emoji.isActive || undefined}
              >
                {emoji.emoji}
              </button>
            ),
          }}
        />
      </Picker.Viewport>
    </Picker.Root>
  );
}

/** The picker counts rows and columns from 0; ARIA counts from 1. */
function countFromOne(index: number | undefined): number | undefined {
  return index === undefined ? undefined : index + 1;
}
