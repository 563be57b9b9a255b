import './big-address.css';
import type { CSSProperties } from 'react';
import { addressWidthEm, type ShownAddress } from './join-links.ts';

/** The address as large as its place is wide. */
export function BigAddress({ address }: { address: ShownAddress }) {
  const width: CSSProperties & Record<'--address-em', number> = { '--address-em': addressWidthEm(address) };
  return (
    <p className="big-address" style={width}>
      <span className="big-address__scheme">{address.scheme}</span>
      {address.rest}
    </p>
  );
}
