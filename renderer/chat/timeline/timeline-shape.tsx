import './timeline-shape.css';
import { SkeletonDisc, SkeletonLines } from '../../shared/components/skeleton.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';

const SHAPES = [
  [24, 68],
  [18, 84, 46],
  [30, 52],
  [22, 76, 60],
  [26, 38],
];

/** The shape of a conversation, while it is on its way. */
export function TimelineShape() {
  const { t } = useStrings();
  return (
    <div className="timeline-shape" role="status">
      <span className="visually-hidden">{t('timeline.loading')}</span>
      {SHAPES.map((widths, index) => (
        // The list never changes.
        <div key={index} className="timeline-shape__message">
          <SkeletonDisc />
          <SkeletonLines widths={widths} />
        </div>
      ))}
    </div>
  );
}
