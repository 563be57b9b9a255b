import type { SearchHit } from '../../../server/protocol/search-http.ts';
import { Avatar } from '../../shared/avatar/avatar.tsx';
import { fullTime, shortTime } from '../../shared/i18n/times.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClientState } from '../inside/client-context.ts';
import { useRoomName } from '../inside/use-room-name.ts';
import { messageGist } from '../message/message-gist.ts';

interface Props {
  hit: SearchHit;
  /** Where only one room is searched, it need not be said which. */
  showsRoom: boolean;
  onGo: (hit: SearchHit) => void;
}

/** A message that was found: who, where, when, and the words that were looked for. */
export function SearchHitLine({ hit, showsRoom, onGo }: Props) {
  const { t, language } = useStrings();
  const { message, snippet } = hit;
  const sender = useClientState((state) => state.users.get(message.senderId));
  return (
    <button
      type="button"
      className="search-hit"
      data-testid="search-hit"
      onClick={() => {
        onGo(hit);
      }}
    >
      <Avatar avatarId={sender?.avatarId ?? '0'} userId={message.senderId} size={28} />
      <span className="search-hit__main">
        <span className="search-hit__head">
          <bdi className="search-hit__name">{sender?.username ?? message.senderName}</bdi>
          <time dateTime={message.createdAt} title={fullTime(message.createdAt, language)}>
            {shortTime(message.createdAt, language)}
          </time>
        </span>
        {showsRoom && <HitRoom roomId={message.roomId} />}
        <span className="search-hit__text" dir="auto">
          {snippet.map(({ text, isMatch }, index) =>
            // Parts never move: a snippet is drawn once.
            isMatch ? <mark key={index}>{text}</mark> : text,
          )}
          {message.text === '' && messageGist(message, t)}
        </span>
      </span>
    </button>
  );
}

function HitRoom({ roomId }: { roomId: string }) {
  const room = useClientState((state) => state.rooms.get(roomId));
  const name = useRoomName(room);
  return <bdi className="search-hit__room">{room?.kind === 'direct' ? name : `# ${name}`}</bdi>;
}
