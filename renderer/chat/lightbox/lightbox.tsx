import 'yet-another-react-lightbox/styles.css';
import './lightbox.css';
import { useEffect, type ReactNode } from 'react';
import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react';
import Lightbox, { type SlideImage } from 'yet-another-react-lightbox';
import Download from 'yet-another-react-lightbox/plugins/download';
import Zoom from 'yet-another-react-lightbox/plugins/zoom';
import type { MessageFile } from '../../../server/protocol/message.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';

interface Props {
  pictures: readonly MessageFile[];
  /** Which one is shown first. */
  index: number;
  onClose: () => void;
  /** From the page, which has them anyhow: as a file that both share each would cost a request of its own. */
  closeIcon: ReactNode;
  downloadIcon: ReactNode;
}

/**
 * Pictures over the whole page. Arrows and swipes go on, Escape and a pull close; wheel, pinch and double press
 * zoom. The focus stays inside, and goes back to where it came from.
 */
export function PictureLightbox({ pictures, index, onClose, closeIcon, downloadIcon }: Props) {
  const { t } = useStrings();
  useFocusBack();
  const isAlone = pictures.length === 1;
  return (
    <Lightbox
      open
      close={onClose}
      index={index}
      slides={pictures.map(toSlide)}
      plugins={[Zoom, Download]}
      carousel={{ finite: true, padding: 0 }}
      controller={{ closeOnBackdropClick: true, closeOnPullDown: true }}
      animation={{ fade: 160, swipe: 260 }}
      zoom={{ maxZoomPixelRatio: 4, scrollToZoom: true }}
      labels={{
        Lightbox: t('lightbox.title'),
        'Photo gallery': t('lightbox.title'),
        Close: t('common.close'),
        Next: t('lightbox.next'),
        Previous: t('lightbox.previous'),
        'Zoom in': t('lightbox.zoomIn'),
        'Zoom out': t('lightbox.zoomOut'),
        Download: t('message.download'),
        '{index} of {total}': t('lightbox.place', { index: '{index}', total: '{total}' }),
      }}
      render={{
        iconClose: () => closeIcon,
        iconNext: () => <ChevronRight size={32} aria-hidden />,
        iconPrev: () => <ChevronLeft size={32} aria-hidden />,
        iconZoomIn: () => <ZoomIn size={22} aria-hidden />,
        iconZoomOut: () => <ZoomOut size={22} aria-hidden />,
        iconDownload: () => downloadIcon,
        iconError: () => <p className="lightbox__failed">{t('lightbox.failed')}</p>,
        ...(isAlone && { buttonPrev: () => null, buttonNext: () => null }),
        slideFooter: ({ slide }) => (
          <p className="lightbox__name" dir="auto">
            {slide.alt}
          </p>
        ),
      }}
    />
  );
}

function toSlide({ url, name, width, height }: MessageFile): SlideImage {
  return {
    src: url,
    alt: name,
    ...(width !== undefined && height !== undefined && { width, height }),
    download: { url, filename: name },
  };
}

/** Timelines draw their rows anew: by the time it closes, the link that opened it may be another element. */
function useFocusBack(): void {
  useEffect(() => {
    const cameFrom = document.activeElement;
    const href = cameFrom instanceof HTMLAnchorElement ? cameFrom.getAttribute('href') : null;
    return () => {
      const same =
        cameFrom?.isConnected === true
          ? cameFrom
          : href !== null && document.querySelector(`a[href="${CSS.escape(href)}"]`);
      if (same instanceof HTMLElement) same.focus({ preventScroll: true });
    };
  }, []);
}
