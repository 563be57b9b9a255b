import './message-toolbar.css';
import { Copy, Pencil, Reply, SmilePlus, Trash2 } from 'lucide-react';
import { IconButton } from '../../shared/components/icon-button.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useEmojiPicker } from '../emoji/emoji-picker-context.ts';
import { useMessageActions, type MessageFacts } from './use-message-actions.tsx';
import { useReact } from './use-react.ts';

/** What a mouse or the keyboard can do with the message it is on. */
export function MessageToolbar(facts: MessageFacts) {
  const { t } = useStrings();
  const actions = useMessageActions(facts);
  const react = useReact(facts.message);
  const openPicker = useEmojiPicker();
  return (
    <div className="message-toolbar" role="group" aria-label={t('message.actions')}>
      {actions.canWrite && (
        <>
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
          <IconButton isSmall label={t('message.reply')} icon={<Reply size={18} />} onClick={actions.reply} />
          {facts.isOwn && (
            <IconButton
              isSmall
              label={t('message.edit')}
              icon={<Pencil size={16} />}
              onClick={actions.edit}
            />
          )}
        </>
      )}
      {facts.message.text !== '' && (
        <IconButton isSmall label={t('message.copyText')} icon={<Copy size={16} />} onClick={actions.copy} />
      )}
      {actions.canDelete && (
        <IconButton
          isSmall
          label={t('message.delete')}
          icon={<Trash2 size={16} />}
          onClick={actions.askToDelete}
        />
      )}
      {actions.dialog}
    </div>
  );
}
