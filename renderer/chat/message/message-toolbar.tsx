import './message-toolbar.css';
import { Ellipsis, SmilePlus } from 'lucide-react';
import { IconButton } from '../../shared/components/icon-button.tsx';
import { Menu } from '../../shared/components/menu.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useEmojiPicker } from '../emoji/emoji-picker-context.ts';
import { useMessageActions, type MessageFacts } from './use-message-actions.tsx';
import { useReact } from './use-react.ts';

/** What a mouse or the keyboard can do with the message it is on. */
export function MessageToolbar(facts: MessageFacts) {
  const { t } = useStrings();
  const { canChange, list, dialog } = useMessageActions(facts);
  const react = useReact(facts.message);
  const openPicker = useEmojiPicker();
  const others = list.filter((action) => !action.isPrimary);
  return (
    <div className="message-toolbar" role="group" aria-label={t('message.actions')}>
      {canChange && (
        <IconButton
          isSmall
          label={t('message.react')}
          icon={<SmilePlus size={18} />}
          onClick={(event) => {
            openPicker(event.currentTarget, (emoji) => {
              react(emoji, true);
            });
          }}
        />
      )}
      {list
        .filter((action) => action.isPrimary)
        .map((action) => (
          <IconButton
            key={action.key}
            isSmall
            label={action.label}
            icon={action.icon(18)}
            onClick={action.run}
          />
        ))}
      {others.length > 0 && (
        <Menu
          isSmall
          label={t('message.more')}
          icon={<Ellipsis size={18} />}
          items={others.map(({ label, icon, run, isDanger = false }) => ({
            label,
            icon: icon(18),
            isDanger,
            onChoose: run,
          }))}
        />
      )}
      {dialog}
    </div>
  );
}
