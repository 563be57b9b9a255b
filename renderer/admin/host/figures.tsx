import './figures.css';
import type { HostState } from '../../../server/protocol/admin.ts';
import { fileSize } from '../../shared/i18n/sizes.ts';
import { useNow } from '../../shared/hooks/use-now.ts';
import { duration } from '../../shared/i18n/durations.ts';
import { fullTime } from '../../shared/i18n/times.ts';
import { useSay } from '../i18n/admin-strings.ts';

const MINUTE_MS = 60_000;

/** How it is going, in four figures. */
export function Figures({ host }: { host: HostState }) {
  const { say, language } = useSay();
  const now = useNow(MINUTE_MS);
  const number = new Intl.NumberFormat(language);
  const { people, rates, disk } = host;
  const startedAt = new Date(host.startedAt).toISOString();
  return (
    <section className="figures" aria-label={say('figures.title')}>
      <dl className="figures__list">
        <Figure
          name={say('figures.online')}
          value={number.format(people.online)}
          note={say('figures.onlineOf', { known: number.format(people.known) })}
        />
        <Figure
          name={say('figures.rate')}
          value={number.format(rates.messagesPerMinute)}
          note={say('figures.rateOut', { rate: number.format(rates.deliveriesPerMinute) })}
        />
        <Figure
          name={say('figures.uptime')}
          value={duration(now - host.startedAt, language)}
          title={fullTime(startedAt, language)}
        />
        <Figure
          name={say('figures.disk')}
          value={fileSize(disk.databaseBytes + disk.fileBytes, language)}
          {...(disk.freeBytes !== null && {
            note: say('figures.free', { size: fileSize(disk.freeBytes, language) }),
          })}
        />
      </dl>
    </section>
  );
}

interface FigureProps {
  name: string;
  value: string;
  note?: string;
  title?: string;
}

function Figure({ name, value, note, title }: FigureProps) {
  return (
    <div className="figures__figure">
      <dt className="figures__name">{name}</dt>
      <dd className="figures__value" title={title}>
        {value}
      </dd>
      {note !== undefined && <dd className="figures__note">{note}</dd>}
    </div>
  );
}
