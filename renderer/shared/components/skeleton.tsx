import './skeleton.css';

/** The shape of lines of text to come. `widths` in percent, one for each line. */
export function SkeletonLines({ widths }: { widths: readonly number[] }) {
  return (
    <span className="skeleton" aria-hidden>
      {widths.map((width, index) => (
        // The list never changes its order.
        <span key={index} className="skeleton__line" style={{ width: `${width}%` }} />
      ))}
    </span>
  );
}

/** The shape of a picture to come. */
export function SkeletonDisc() {
  return <span className="skeleton__disc" aria-hidden />;
}
