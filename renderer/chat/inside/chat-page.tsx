import './chat-page.css';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ServerInfo } from '../../../server/protocol/http.ts';
import { Drawer } from '../../shared/components/drawer.tsx';
import { PHONE, useMedia } from '../../shared/hooks/use-media.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useAlerts } from '../alerts/use-alerts.ts';
import { useUnreadIcon } from '../alerts/use-unread-icon.ts';
import { EndedPage } from '../connection/ended-page.tsx';
import { DialogsProvider } from '../dialogs/dialogs-provider.tsx';
import { EmojiPickerProvider } from '../emoji/emoji-picker-provider.tsx';
import type { Inside } from '../entrance.ts';
import { RoomPlace } from '../room/room-place.tsx';
import { RoomsPane } from '../rooms/rooms-pane.tsx';
import { useSearchKey } from '../search/use-search-key.ts';
import { SidePlace } from '../side/side-place.tsx';
import { SideContext, type Side, type SideRequest } from '../side/side-request.ts';
import { InsideProvider, useClientState } from './client-context.ts';
import { useReminders } from '../confirm/use-reminders.ts';
import { useMessageLinks } from './use-message-links.ts';
import { useRoomKeys } from './use-room-keys.ts';
import { useShownRoom } from './use-shown-room.ts';
import { useTitle } from './use-title.ts';

interface Props {
  inside: Inside;
  server: ServerInfo;
  /** Back to the front door; with a name, to sign in again under it. */
  onLeave: (signInAs?: string) => void;
}

/** The chat itself, and what takes its place when the stay has ended. */
export function ChatPage({ inside, server, onLeave }: Props) {
  return (
    <InsideProvider value={inside}>
      <EmojiPickerProvider>
        <ChatOrEnd server={server} onLeave={onLeave} />
      </EmojiPickerProvider>
    </InsideProvider>
  );
}

function ChatOrEnd({ server, onLeave }: Omit<Props, 'inside'>) {
  const connection = useClientState((state) => state.connection);
  if (connection.kind === 'ended') return <EndedPage reason={connection.reason} onLeave={onLeave} />;
  return (
    <DialogsProvider
      version={server.version}
      onSignedOut={() => {
        onLeave();
      }}
    >
      <Chat />
    </DialogsProvider>
  );
}

/** Below this the side comes as a drawer; the same figure stands in chat-page.css. */
const NARROW = '(max-width: 1079px)';

function Chat() {
  const { t } = useStrings();
  const isPhone = useMedia(PHONE);
  const isNarrow = useMedia(NARROW);
  const [isRoomsOpen, setRoomsOpen] = useState(false);
  const [request, setRequest] = useState<SideRequest | null>(null);
  const shown = useShownRoom();
  useRoomKeys(shown.roomId);
  useMessageLinks();
  useTitle(shown.roomId);
  useReminders();
  useAlerts(shown.roomId);
  useUnreadIcon();

  // Choosing a room is what the drawer was opened for.
  const [roomBefore, setRoomBefore] = useState(shown.roomId);
  if (roomBefore !== shown.roomId) {
    setRoomBefore(shown.roomId);
    setRoomsOpen(false);
    if (isNarrow) setRequest(null);
  }
  useVisibleHeight();

  const close = useCallback(() => {
    setRequest(null);
  }, []);
  const side = useMemo<Side>(() => ({ shown: request, show: setRequest, close }), [request, close]);
  const rooms = (
    <RoomsPane
      roomId={shown.roomId}
      onWrite={() => {
        setRoomsOpen(false);
        setRequest({ kind: 'people' });
      }}
    />
  );

  return (
    <SideContext value={side}>
      <SearchKey />
      <div className="chat">
        <a className="chat__skip" href="#messages">
          {t('rooms.skip')}
        </a>
        {!isPhone && (
          <nav className="chat__rooms" aria-label={t('rooms.landmark')}>
            {rooms}
          </nav>
        )}
        <main className="chat__room" id="messages" tabIndex={-1}>
          <RoomPlace
            shown={shown}
            isPhone={isPhone}
            onRooms={() => {
              setRoomsOpen(true);
            }}
          />
        </main>
        <SidePlace request={request} roomId={shown.roomId} isDrawer={isNarrow} onClose={close} />

        {isPhone && isRoomsOpen && (
          <Drawer
            side="left"
            label={t('rooms.landmark')}
            onClose={() => {
              setRoomsOpen(false);
            }}
          >
            <nav className="chat__drawer-rooms" aria-label={t('rooms.landmark')}>
              {rooms}
            </nav>
          </Drawer>
        )}
      </div>
    </SideContext>
  );
}

function SearchKey() {
  useSearchKey();
  return null;
}

/** Follows the part of the screen that the on-screen keyboard leaves free, where CSS alone does not (iOS). */
function useVisibleHeight() {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const follow = () => {
      // Zoomed in, the small height is the reader's own choice and not a keyboard.
      const isKeyboard = viewport.scale === 1 && window.innerHeight - viewport.height > 80;
      document.documentElement.style.setProperty(
        '--visible-height',
        isKeyboard ? `${viewport.height}px` : '100dvh',
      );
      if (isKeyboard) window.scrollTo(0, 0);
    };
    follow();
    viewport.addEventListener('resize', follow);
    return () => {
      viewport.removeEventListener('resize', follow);
    };
  }, []);
}
