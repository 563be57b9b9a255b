import './nobody-yet.css';
import type { HostState } from '../../../server/protocol/admin.ts';
import { useSay } from '../i18n/admin-strings.ts';

/** Help while no other device has come in: the usual reasons, likeliest first. */
export function NobodyYet({ host: { wifiName } }: { host: HostState }) {
  const { say } = useSay();
  return (
    <section className="nobody-yet" aria-labelledby="nobody-yet-title">
      <h2 id="nobody-yet-title" className="nobody-yet__title">
        {say('nobody.title')}
      </h2>
      <p>{say('nobody.text')}</p>
      <ul className="nobody-yet__list">
        <li>{wifiName === null ? say('nobody.sameNetwork') : say('nobody.sameWifi', { wifi: wifiName })}</li>
        <li>{say('nobody.noInternet')}</li>
        <li>{say('nobody.guest')}</li>
        <li>{say('nobody.firewall')}</li>
      </ul>
      <a className="nobody-yet__link" href="#network">
        {say('nobody.check')}
      </a>
    </section>
  );
}
