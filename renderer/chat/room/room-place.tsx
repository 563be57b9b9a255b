import type { ShownRoom } from '../inside/use-shown-room.ts';
import { RoomHeader, RoomHeaderShape, type HeaderProps } from './room-header.tsx';
import { JoinRoom } from './join-room.tsx';
import { MissingRoom } from './missing-room.tsx';
import { RoomView } from './room-view.tsx';
import { TimelineShape } from '../timeline/timeline-shape.tsx';
import { ConnectionStrip } from '../connection/connection-strip.tsx';
import './room-place.css';

interface Props extends Omit<HeaderProps, 'room'> {
  shown: ShownRoom;
}

/** The middle of the page: the room, or the word that stands in its place. */
export function RoomPlace({ shown: { room, messageId, isLoading }, ...header }: Props) {
  return (
    <div className="room-place">
      {room ? <RoomHeader room={room} {...header} /> : <RoomHeaderShape {...header} isLoading={isLoading} />}
      <ConnectionStrip />
      {room?.joined && <RoomView key={room.id} room={room} messageId={messageId} />}
      {room && !room.joined && <JoinRoom key={room.id} room={room} />}
      {!room && (isLoading ? <TimelineShape /> : <MissingRoom />)}
    </div>
  );
}
