import './address-choice.css';
import { useId } from 'react';
import type { HostState } from '../../../server/protocol/admin.ts';
import { usePending } from '../../shared/hooks/use-pending.ts';
import { useSay, type Say } from '../i18n/admin-strings.ts';
import { useChange } from '../link/use-change.ts';
import { addressOptions, type AddressOption } from './address-choices.ts';

/** The address to show, chosen by what each adapter is for. A choice holds at once. */
export function AddressChoice({ host }: { host: HostState }) {
  const { say } = useSay();
  const change = useChange();
  const group = useId();
  const [chosen, choose] = usePending(host.chosenAddress, (chosenAddress) => change({ chosenAddress }));
  const options = addressOptions(host);

  return (
    <fieldset className="address-choice">
      <legend className="address-choice__legend">{say('address.legend')}</legend>
      {options.map((option) => (
        <label
          key={option.address ?? ''}
          className="address-choice__option"
          data-chosen={option.address === chosen || undefined}
        >
          <input
            type="radio"
            name={group}
            checked={option.address === chosen}
            onChange={() => {
              choose(option.address);
            }}
          />
          <span className="address-choice__words">
            <span className="address-choice__name">{nameOf(option, say)}</span>
            <span className="address-choice__hint">{hintOf(option, host, say)}</span>
          </span>
        </label>
      ))}
      {options.length === 1 && <p className="address-choice__none">{say('address.none')}</p>}
    </fieldset>
  );
}

function nameOf({ address }: AddressOption, say: Say): string {
  return address ?? say('address.auto');
}

function hintOf({ address, kind, interfaceName, isThere }: AddressOption, host: HostState, say: Say): string {
  if (address === null) {
    const now = host.best?.address;
    if (now === undefined) return say('address.autoNone');
    return host.chosenAddress === null ? say('address.autoHint', { address: now }) : '';
  }
  if (!isThere) {
    return host.best === null
      ? say('address.gone')
      : say('address.goneMeanwhile', { address: host.best.address });
  }
  const known = kind ?? 'other';
  const where = interfaceName === null ? say(`kind.${known}`) : `${say(`kind.${known}`)} (${interfaceName})`;
  return `${where}, ${say(`reach.${known}`)}`;
}
