import { useCallback, useState, type ReactNode } from 'react';
import { Dialog } from '../../shared/components/dialog.tsx';
import { Popover } from '../../shared/components/popover.tsx';
import { PHONE, useMedia } from '../../shared/hooks/use-media.ts';
import { useOnDemand } from '../../shared/hooks/use-on-demand.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { EmojiPickerContext, type OpenEmojiPicker } from './emoji-picker-context.ts';
import './emoji-picker.css';

const loadPicker = () => import('./emoji-picker.tsx');

interface Request {
  anchor: Element | null;
  onPick: (emoji: string) => void;
}

/** Holds the one emoji picker of the page; its code and data are fetched when it is first opened. */
export function EmojiPickerProvider({ children }: { children: ReactNode }) {
  const { t } = useStrings();
  const isPhone = useMedia(PHONE);
  const [request, setRequest] = useState<Request | null>(null);
  const open = useCallback<OpenEmojiPicker>((anchor, onPick) => {
    setRequest({ anchor, onPick });
  }, []);
  const close = useCallback(() => {
    setRequest(null);
  }, []);

  const picker = request && (
    <PickerOnDemand
      onPick={(emoji) => {
        close();
        request.onPick(emoji);
      }}
    />
  );
  return (
    <EmojiPickerContext value={open}>
      {children}
      {request && (isPhone || !request.anchor) && (
        <Dialog look="sheet" title={t('emoji.title')} isTitleHidden onClose={close}>
          {picker}
        </Dialog>
      )}
      {request?.anchor && !isPhone && (
        <Popover label={t('emoji.title')} anchor={request.anchor} onClose={close}>
          {picker}
        </Popover>
      )}
    </EmojiPickerContext>
  );
}

function PickerOnDemand({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useStrings();
  const picker = useOnDemand(loadPicker);
  if (picker.state === 'ready') return <picker.module.EmojiPicker onPick={onPick} />;
  return (
    <div className="emoji-picker">
      <p className="emoji-picker__word" role="status">
        {picker.state === 'loading' ? t('emoji.loading') : t('emoji.failed')}
      </p>
    </div>
  );
}
