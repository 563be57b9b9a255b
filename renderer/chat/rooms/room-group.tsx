import { useId, type ReactNode } from 'react';

/** A titled part of the room list. */
export function RoomGroup({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="room-group" aria-labelledby={id}>
      <div className="room-group__head">
        <h2 id={id} className="room-group__title">
          {title}
        </h2>
        {action}
      </div>
      <ul>{children}</ul>
    </section>
  );
}
