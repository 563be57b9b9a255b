import './arrivals.css';
import { Monitor, Smartphone } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Arrival, HostState } from '../../../server/protocol/admin.ts';
import { Avatar } from '../../shared/avatar/avatar.tsx';
import { timeOfDay } from '../../shared/i18n/times.ts';
import { useSay } from '../i18n/admin-strings.ts';
import { NobodyYet } from './nobody-yet.tsx';

/** Who has come in, newest first; until another device has, what to look at. */
export function Arrivals({ host }: { host: HostState }) {
  const { say } = useSay();
  const { arrivals, hasOtherDeviceArrived } = host;
  return (
    <section className="arrivals" aria-labelledby="arrivals-title">
      {/* Without a stop of its own the list could not be scrolled with the keyboard. */}
      <div className="arrivals__scroll" tabIndex={0} role="group" aria-labelledby="arrivals-title">
        {!hasOtherDeviceArrived && host.best !== null && <NobodyYet host={host} />}
        <h2 id="arrivals-title" className="arrivals__title">
          {say('arrivals.title')}
        </h2>
        {arrivals.length === 0 ? (
          <p className="arrivals__none">{say('arrivals.none')}</p>
        ) : (
          <ol className="arrivals__list">
            {arrivals.map((arrival) => (
              <ArrivalLine key={`${arrival.userId}-${arrival.at}`} arrival={arrival} />
            ))}
          </ol>
        )}
      </div>
      <Announcement newest={arrivals[0] ?? null} />
    </section>
  );
}

function ArrivalLine({ arrival: { userId, username, avatarId, at, isOtherDevice } }: { arrival: Arrival }) {
  const { say, language } = useSay();
  const iso = new Date(at).toISOString();
  const Device = isOtherDevice ? Smartphone : Monitor;
  return (
    <li className="arrivals__line">
      <Avatar avatarId={avatarId} userId={String(userId)} size={36} />
      <div className="arrivals__words">
        <p className="arrivals__name">{username}</p>
        <p className="arrivals__when">
          <time dateTime={iso}>{timeOfDay(iso, language)}</time>
          {!isOtherDevice && ` · ${say('arrivals.here')}`}
        </p>
      </div>
      <Device size={16} aria-hidden className="arrivals__device" />
    </li>
  );
}

/** Says each arrival once to screen readers; what was there when the page opened is not news. */
function Announcement({ newest }: { newest: Arrival | null }) {
  const { say } = useSay();
  const known = useRef(newest?.at ?? 0);
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    if (newest === null || newest.at <= known.current) return;
    known.current = newest.at;
    setName(newest.username);
  }, [newest]);
  return (
    <p className="visually-hidden" role="status">
      {name !== null && say('arrivals.said', { name })}
    </p>
  );
}
