import './timeline-view.css';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { Virtualizer } from 'virtua';
import type { Room } from '../../../server/protocol/room.ts';
import type { Timeline } from '../../client/types.ts';
import { Button } from '../../shared/components/button.tsx';
import { Notice } from '../../shared/components/notice.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient, useClientState, useTimelineState } from '../inside/client-context.ts';
import { useRoomName } from '../inside/use-room-name.ts';
import { MessageRow } from '../message/message-row.tsx';
import { useReason } from '../../shared/i18n/use-reason.ts';
import { Announcer } from './announcer.tsx';
import { buildRows, type Row } from './build-rows.ts';
import { JumpToLatest } from './jump-to-latest.tsx';
import { messagePath, navigate } from '../route.ts';
import { useRoomTools } from './room-tools.ts';
import { TimelineFoot } from './timeline-foot.tsx';
import { TimelineHead } from './timeline-head.tsx';
import { TimelineShape } from './timeline-shape.tsx';
import { useTimelineScroll } from './use-timeline-scroll.ts';

/** Height of what stands above the first message; the same figure stands in timeline-view.css. */
const HEAD_PX = 152;
/** How long a message that was jumped to stays marked. */
const MARKED_MS = 1_800;

interface Props {
  room: Room;
  timeline: Timeline;
  /** The message to open at, and to go to whenever its address is followed again. */
  targetId: string | null;
  /** To the newest messages, which are not in this timeline. */
  onLatest: () => void;
}

/** The conversation of one room. */
export function TimelineView({ room, timeline, targetId, onLatest }: Props) {
  const { t } = useStrings();
  const reason = useReason();
  const client = useClient();
  const state = useTimelineState(timeline);
  const ownId = useClientState(({ me }) => me.id);
  const name = useRoomName(room);
  const { editingId } = useRoomTools();
  /** False until the first page stood here: what one wrote before is not news. */
  const shownRows = useRef(false);
  const scroller = useRef<HTMLDivElement>(null);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const [markedId, setMarkedId] = useState<string | null>(null);

  const { messages, firstUnreadSeq, hasOlder, hasNewer } = state;
  const rows = useMemo(
    () => buildRows({ messages, firstUnreadSeq, hasOlder, ownId }),
    [messages, firstUnreadSeq, hasOlder, ownId],
  );
  const onSeen = useCallback(
    ({ message }: Row) => {
      // What lies between is not here: nobody has seen it.
      if (message.seq !== null && !hasNewer) client.markRead(room.id, message.seq);
    },
    [client, hasNewer, room.id],
  );
  const { list, isPrepend, isAtEnd, onScroll, onResize, toEnd, toRow } = useTimelineScroll(
    scroller,
    timeline,
    state,
    rows,
    onSeen,
    targetId !== null,
  );

  // One's own new message is what one wants to see next, wherever one was reading.
  const last = rows.at(-1);
  const ownLastKey = last?.message.senderId === ownId ? last.key : null;
  const shownOwnKey = useRef(ownLastKey);
  useLayoutEffect(() => {
    if (ownLastKey !== null && shownOwnKey.current !== ownLastKey && shownRows.current) toEnd();
    shownOwnKey.current = ownLastKey;
    shownRows.current = rows.length > 0;
  }, [ownLastKey, rows.length, toEnd]);

  const showRow = useCallback(
    (messageId: string) => {
      const index = rows.findIndex(({ message }) => message.id === messageId);
      if (index === -1) return false;
      toRow(index);
      setMarkedId(messageId);
      window.setTimeout(() => {
        setMarkedId((marked) => (marked === messageId ? null : marked));
      }, MARKED_MS);
      return true;
    },
    [rows, toRow],
  );
  const jumpTo = useCallback(
    (messageId: string) => {
      if (!showRow(messageId)) navigate(messagePath(room.id, messageId));
    },
    [room.id, showRow],
  );
  const showTarget = useRef<() => boolean>(() => false);
  useLayoutEffect(() => {
    showTarget.current = () => targetId !== null && showRow(targetId);
  });
  const hasRows = rows.length > 0;
  useEffect(() => {
    if (!hasRows) return;
    showTarget.current();
    // On the way to somewhere else there is nothing to show again.
    const again = () => {
      if (targetId !== null && window.location.pathname === messagePath(room.id, targetId))
        showTarget.current();
    };
    window.addEventListener('popstate', again);
    return () => {
      window.removeEventListener('popstate', again);
    };
  }, [hasRows, room.id, targetId]);

  if (state.isLoading && rows.length === 0) return <TimelineShape />;
  if (state.error !== null && rows.length === 0) {
    return (
      <div className="room-place__notice">
        <Notice title={t('timeline.failed')} text={reason({ code: state.error, message: state.error })}>
          <Button look="primary" onClick={() => void timeline.open()}>
            {t('common.tryAgain')}
          </Button>
        </Notice>
      </div>
    );
  }

  const activeIndex = rows.findIndex(({ key }) => key === activeKey);
  const stop = activeIndex === -1 ? rows.length - 1 : activeIndex;
  const editingIndex = editingId === null ? -1 : rows.findIndex(({ message }) => message.id === editingId);

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['testid'] !== 'message') return;
    const next = nextStop(event.key, stop, rows.length);
    const key = next === null ? undefined : rows[next]?.key;
    if (next === null || key === undefined) return;
    event.preventDefault();
    setActiveKey(key);
    list.current?.scrollToIndex(next, { align: 'nearest' });
    // The row may only come into the page with this scroll.
    requestAnimationFrame(() => {
      scroller.current
        ?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)
        ?.focus({ preventScroll: true });
    });
  }

  return (
    <div className="timeline-view">
      <section
        className="timeline-view__scroll"
        data-testid="timeline"
        aria-label={
          room.kind === 'direct' ? t('timeline.labelDirect', { name }) : t('timeline.label', { room: name })
        }
        ref={scroller}
        onKeyDown={onKeyDown}
      >
        <div className="timeline-view__spacer" />
        <TimelineHead room={room} state={state} onRetry={() => void timeline.loadOlder()} />
        <Virtualizer
          ref={list}
          as="ol"
          item="li"
          data={rows}
          scrollRef={scroller}
          startMargin={HEAD_PX}
          shift={isPrepend}
          bufferSize={400}
          keepMounted={[stop, editingIndex].filter((index) => index >= 0)}
          onScroll={onScroll}
          onResize={onResize}
        >
          {(row, index) => (
            <MessageRow
              key={row.key}
              row={row}
              room={room}
              isOwn={row.message.senderId === ownId}
              isStop={index === stop}
              isLast={index === rows.length - 1}
              isMarked={row.message.id === markedId}
              onFocusRow={setActiveKey}
              onJump={jumpTo}
            />
          )}
        </Virtualizer>
        {hasNewer && <TimelineFoot state={state} onRetry={() => void timeline.loadNewer()} />}
      </section>
      <JumpToLatest
        rows={rows}
        ownId={ownId}
        isAtEnd={isAtEnd}
        countsNews={!hasNewer}
        onJump={hasNewer ? onLatest : toEnd}
      />
      {!state.isLoading && !hasNewer && <Announcer rows={rows} ownId={ownId} />}
    </div>
  );
}

function nextStop(key: string, at: number, count: number): number | null {
  if (key === 'ArrowUp') return Math.max(at - 1, 0);
  if (key === 'ArrowDown') return Math.min(at + 1, count - 1);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}
