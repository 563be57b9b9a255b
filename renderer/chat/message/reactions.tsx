import './reactions.css';
import { SmilePlus } from 'lucide-react';
import type { Reaction } from '../../../server/protocol/message.ts';
import type { TimelineMessage } from '../../client/types.ts';
import { Tooltip } from '../../shared/components/tooltip.tsx';
import { joinNames } from '../../shared/i18n/people-names.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useEmojiPicker } from '../emoji/emoji-picker-context.ts';
import { useClientState } from '../inside/client-context.ts';
import { useReact } from './use-react.ts';

/** More names than this make a tooltip nobody reads. */
const NAMES_MAX = 12;

/** What people answered with an emoji; pressing one adds one's own, or takes it back. */
export function Reactions({ message }: { message: TimelineMessage }) {
  const { t } = useStrings();
  const react = useReact(message);
  const openPicker = useEmojiPicker();
  if (message.reactions.length === 0) return null;
  return (
    <ul className="reactions" aria-label={t('message.reactions')}>
      {message.reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <ReactionButton reaction={reaction} onReact={react} />
        </li>
      ))}
      <li>
        <button
          type="button"
          className="reactions__add"
          aria-label={t('message.react')}
          onClick={(event) => {
            openPicker(event.currentTarget, (emoji) => {
              react(emoji, true);
            });
          }}
        >
          <SmilePlus size={16} aria-hidden />
        </button>
      </li>
    </ul>
  );
}

function ReactionButton({
  reaction,
  onReact,
}: {
  reaction: Reaction;
  onReact: (emoji: string, on: boolean) => void;
}) {
  const { t, language } = useStrings();
  const ownId = useClientState((state) => state.me.id);
  const users = useClientState((state) => state.users);
  const { emoji, userIds } = reaction;
  const isOwn = userIds.includes(ownId);

  const shown = userIds
    .slice(0, NAMES_MAX)
    .map((id) => (id === ownId ? t('common.you') : (users.get(id)?.username ?? t('common.somebody'))));
  const rest = userIds.length - shown.length;
  const names =
    rest > 0 ? t('message.andOthers', { names: shown.join(', '), count: rest }) : joinNames(shown, language);
  const label = { emoji, count: userIds.length };
  return (
    <button
      type="button"
      className="reactions__reaction"
      aria-pressed={isOwn}
      aria-label={isOwn ? t('message.reactionTake', label) : t('message.reactionAdd', label)}
      onClick={() => {
        onReact(emoji, !isOwn);
      }}
    >
      <span className="reactions__emoji">{emoji}</span>
      <span className="reactions__count">{userIds.length}</span>
      <Tooltip>{names}</Tooltip>
    </button>
  );
}
