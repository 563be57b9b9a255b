import './lamp.css';

/** Porchlight's sign. It is lit while the host answers. */
export function Lamp({ size, isLit = true }: { size: number; isLit?: boolean }) {
  return (
    <svg
      className="lamp"
      data-lit={isLit || undefined}
      width={size}
      height={size}
      viewBox="0 0 48 48"
      aria-hidden
    >
      <path
        className="lamp__frame"
        d="M24 2a5.5 5.5 0 0 1 5.2 7.3c4.6 1.3 8 3.9 9.2 7.1A1.2 1.2 0 0 1 37.3 18H10.7a1.2 1.2 0 0 1-1.1-1.6c1.2-3.2 4.6-5.8 9.2-7.1A5.5 5.5 0 0 1 24 2zm0 2.6a2.9 2.9 0 0 0-2.8 4.1 24 24 0 0 1 5.6 0A2.9 2.9 0 0 0 24 4.6z"
      />
      <path className="lamp__glass" d="M14 20h20l-2 19H16z" />
      <path className="lamp__flame" d="M24 24c3 3.3 4.3 5.6 4.3 8a4.3 4.3 0 0 1-8.6 0c0-2.4 1.3-4.7 4.3-8z" />
      <path
        className="lamp__frame"
        d="M10.8 20h2.6l2.3 19h16.6l2.3-19h2.6L34.8 39H36a3 3 0 0 1 3 3v1a2 2 0 0 1-2 2H11a2 2 0 0 1-2-2v-1a3 3 0 0 1 3-3h1.2z"
      />
    </svg>
  );
}
