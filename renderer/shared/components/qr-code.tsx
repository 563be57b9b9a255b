import { encode } from 'uqr';

interface Props {
  text: string;
  /** What screen readers say; without it the code is decoration beside its own words. */
  label?: string;
  className?: string;
}

/** White modules around the code. The standard asks for four; the cards it stands on are white as well. */
const BORDER_MODULES = 3;

/** Always dark on white, in both themes: that is what cameras expect. */
export function QrCode({ text, label, className }: Props) {
  const { data, size } = encode(text, { ecc: 'M', border: BORDER_MODULES });
  const path = data
    .flatMap((line, y) => line.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      className={className}
      viewBox={`0 0 ${size} ${size}`}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined || undefined}
      shapeRendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#1d1a16" d={path} />
    </svg>
  );
}
