import './composer.css';
import { SendHorizontal, SmilePlus, X } from 'lucide-react';
import {
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react';
import { LIMITS } from '../../../server/protocol/limits.ts';
import type { Room } from '../../../server/protocol/room.ts';
import type { Upload } from '../../client/types.ts';
import { IconButton } from '../../shared/components/icon-button.tsx';
import { TOUCH, useMedia } from '../../shared/hooks/use-media.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { charCount } from '../../shared/text/char-count.ts';
import { useEmojiPicker } from '../emoji/emoji-picker-context.ts';
import { AttachButtons } from '../files/attach-buttons.tsx';
import { Tray } from '../files/tray.tsx';
import { useClient, useClientState, useDrafts, useTray } from '../inside/client-context.ts';
import { useRoomName } from '../inside/use-room-name.ts';
import { messageGist } from '../message/message-gist.ts';
import { useRoomTools } from '../timeline/room-tools.ts';
import { useCompletion } from './completion/use-completion.tsx';
import { isComposing } from './is-composing.ts';
import { SlowModeLine } from './slow-mode-line.tsx';
import { useAutoGrow } from './use-auto-grow.ts';
import { useSendExtras } from './use-send-extras.tsx';
import { useSlowModeWait } from './use-slow-mode.ts';

export interface ComposerHandle {
  focus(): void;
  /** Adds text after what is there. */
  add(text: string): void;
}

interface Props {
  ref: Ref<ComposerHandle>;
  room: Room;
  /** Up in an empty composer. */
  onEditLast: () => void;
  onSent: () => void;
}

/** The rest is counted from here on: before, it helps nobody. */
const COUNT_FROM_LEFT = 500;

/** Where one writes. Its text is kept for each room until it is sent. */
export function Composer({ ref, room, onEditLast, onSent }: Props) {
  const { t } = useStrings();
  const client = useClient();
  const drafts = useDrafts();
  const isTouch = useMedia(TOUCH);
  const openPicker = useEmojiPicker();
  const name = useRoomName(room);
  const { replyTo, reply, attach } = useRoomTools();
  const tray = useTray(room.id);
  const sendExtras = useSendExtras(room);
  const replyName = useClientState((state) =>
    replyTo ? state.users.get(replyTo.senderId)?.username : undefined,
  );
  const [text, setText] = useState(() => drafts.get(room.id));
  const [wasRefused, setRefused] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const caretAfterDraw = useRef<number | null>(null);
  // With the text itself: a frame later, the next key would have gone to the wrong place.
  useLayoutEffect(() => {
    if (caretAfterDraw.current === null) return;
    area.current?.setSelectionRange(caretAfterDraw.current, caretAfterDraw.current);
    caretAfterDraw.current = null;
  }, [text]);
  const completion = useCompletion({
    text,
    caret,
    room,
    onComplete: (start, addition) => {
      replace(start, caret ?? text.length, addition);
    },
  });
  useAutoGrow(area, text);

  const left = LIMITS.messageTextMaxChars - charCount(text);
  const isEmpty = text.trim() === '' && tray.length === 0;
  const trayProblem = problemOf(tray);
  const slowWaitSeconds = useSlowModeWait(room.id);
  const isBlocked = left < 0 || trayProblem !== null || slowWaitSeconds > 0;
  const label =
    room.kind === 'direct' ? t('composer.labelDirect', { name }) : t('composer.label', { room: name });

  function write(next: string) {
    setText(next);
    drafts.set(room.id, next);
    if (wasRefused) setRefused(false);
    if (next.trim() !== '') client.typing(room.id);
  }

  function insert(addition: string) {
    const field = area.current;
    const start = field?.selectionStart ?? text.length;
    const end = field?.selectionEnd ?? text.length;
    replace(start, end, addition);
  }

  function replace(start: number, end: number, addition: string) {
    const field = area.current;
    const behind = start + addition.length;
    write(text.slice(0, start) + addition + text.slice(end));
    setCaret(behind);
    caretAfterDraw.current = behind;
    field?.focus();
  }

  /** Names are offered where one writes, not where something is selected. */
  function followCaret(field: HTMLTextAreaElement) {
    setCaret(field.selectionStart === field.selectionEnd ? field.selectionStart : null);
  }

  function send() {
    if (isEmpty) return;
    if (isBlocked) {
      setRefused(true);
      return;
    }
    client.send(
      room.id,
      text,
      replyTo?.id,
      tray.map(({ id }) => id),
      sendExtras.extras,
    );
    sendExtras.clear();
    setRefused(false);
    setText('');
    drafts.set(room.id, '');
    if (replyTo) reply(null);
    area.current?.focus();
    onSent();
  }

  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus(),
    add: (addition) => {
      // A message of nothing but files brings no words back.
      if (addition !== '') write(text === '' ? addition : `${text}\n${addition}`);
      area.current?.focus();
    },
  }));

  useEffect(() => {
    // On a phone this would raise the keyboard over the messages.
    if (!isTouch) area.current?.focus({ preventScroll: true });
  }, [isTouch]);

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event) || completion.onKeyDown(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && !isTouch) {
      event.preventDefault();
      send();
    } else if (event.key === 'ArrowUp' && text === '' && !event.altKey) {
      event.preventDefault();
      onEditLast();
    } else if (event.key === 'Escape' && replyTo) {
      event.preventDefault();
      reply(null);
    }
  }

  return (
    <form
      className="composer"
      data-testid="composer"
      data-over={left < 0 || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {replyTo && (
        <div className="composer__reply">
          <p>
            <strong>{t('composer.replyingTo', { name: replyName ?? replyTo.senderName })}</strong>{' '}
            <span dir="auto">{messageGist(replyTo, t)}</span>
          </p>
          <IconButton
            isSmall
            label={t('composer.replyCancel')}
            icon={<X size={16} />}
            onClick={() => {
              reply(null);
            }}
          />
        </div>
      )}
      {completion.list}
      {sendExtras.note}
      <Tray
        tray={tray}
        onEmptied={() => {
          area.current?.focus();
        }}
      />
      {wasRefused && trayProblem && (
        <p className="composer__problem" role="alert">
          {trayProblem === 'attach.tooMany'
            ? t(trayProblem, { max: LIMITS.filesPerMessageMax })
            : t(trayProblem)}
        </p>
      )}
      <div className="composer__line">
        <textarea
          ref={area}
          className="composer__text"
          aria-label={label}
          placeholder={label}
          aria-invalid={left < 0 || undefined}
          aria-describedby={
            left <= COUNT_FROM_LEFT
              ? 'composer-count'
              : room.slowModeSeconds > 0
                ? 'composer-slow-mode'
                : undefined
          }
          dir="auto"
          rows={1}
          enterKeyHint={isTouch ? 'enter' : 'send'}
          value={text}
          onKeyDown={onKeyDown}
          {...completion.fieldProps}
          onChange={(event) => {
            write(event.target.value);
            followCaret(event.target);
          }}
          onSelect={(event) => {
            followCaret(event.currentTarget);
          }}
          onBlur={() => {
            setCaret(null);
          }}
        />
        {sendExtras.menu}
        <AttachButtons isShort={text !== ''} onFiles={attach} />
        <IconButton
          label={t('composer.emoji')}
          icon={<SmilePlus size={20} />}
          onClick={(event) => {
            openPicker(event.currentTarget, insert);
          }}
        />
        <button
          type="submit"
          className="composer__send"
          aria-label={t('composer.send')}
          aria-disabled={isEmpty || isBlocked || undefined}
          // A press must not take the focus from the text: on phones the keyboard would fold away.
          onPointerDown={(event) => {
            event.preventDefault();
          }}
        >
          <SendHorizontal size={20} aria-hidden />
        </button>
      </div>
      {left <= COUNT_FROM_LEFT && (
        <p className="composer__count" id="composer-count" role={left < 0 ? 'alert' : undefined}>
          {left >= 0 ? t('composer.left', { count: left }) : t('composer.over', { count: -left })}
          {wasRefused && left < 0 && <> {t('composer.tooLong')}</>}
        </p>
      )}
      <SlowModeLine room={room} waitSeconds={slowWaitSeconds} />
    </form>
  );
}

/** Why the tray can't be sent as it stands. */
function problemOf(tray: readonly Upload[]): 'attach.failedFirst' | 'attach.tooMany' | null {
  if (tray.some(({ state }) => state.kind === 'failed')) return 'attach.failedFirst';
  return tray.length > LIMITS.filesPerMessageMax ? 'attach.tooMany' : null;
}
