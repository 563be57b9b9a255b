import './message-sheet.css';
import { SmilePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog } from '../../shared/components/dialog.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useEmojiPicker } from '../emoji/emoji-picker-context.ts';
import { messageGist } from './message-gist.ts';
import { useMessageActions, type MessageFacts } from './use-message-actions.tsx';
import { useReact } from './use-react.ts';

const QUICK = ['👍', '❤️', '😂', '🎉', '🙏', '👀'];

/** What a finger can do with the message it rests on. */
export function MessageSheet({ onClose, ...facts }: MessageFacts & { onClose: () => void }) {
  const { t } = useStrings();
  const actions = useMessageActions(facts, onClose);
  const react = useReact(facts.message);
  const openPicker = useEmojiPicker();
  const then = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <Dialog look="sheet" title={t('message.actions')} isTitleHidden onClose={onClose}>
      <div className="message-sheet">
        <p className="message-sheet__text" dir="auto">
          {messageGist(facts.message, t)}
        </p>
        {actions.canChange && (
          <div className="message-sheet__quick" role="group" aria-label={t('message.react')}>
            {QUICK.map((emoji) => (
              <button
                key={emoji}
                type="button"
                onClick={then(() => {
                  react(emoji, true);
                })}
              >
                {emoji}
              </button>
            ))}
            <button
              type="button"
              aria-label={t('message.moreReactions')}
              onClick={then(() => {
                openPicker(null, (emoji) => {
                  react(emoji, true);
                });
              })}
            >
              <SmilePlus size={22} aria-hidden />
            </button>
          </div>
        )}
        <div className="message-sheet__actions">
          {actions.list.map((action) => (
            <Action
              key={action.key}
              icon={action.icon(20)}
              label={action.label}
              isDanger={action.isDanger ?? false}
              onChoose={action.asks ? action.run : then(action.run)}
            />
          ))}
        </div>
      </div>
      {actions.dialog}
    </Dialog>
  );
}

function Action({
  icon,
  label,
  isDanger,
  onChoose,
}: {
  icon: ReactNode;
  label: string;
  isDanger?: boolean;
  onChoose: () => void;
}) {
  return (
    <button type="button" className="message-sheet__action" data-danger={isDanger} onClick={onChoose}>
      {icon}
      {label}
    </button>
  );
}
