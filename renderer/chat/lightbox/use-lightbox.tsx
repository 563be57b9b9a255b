import { Download, X } from 'lucide-react';
import { useCallback, useState, type ReactNode } from 'react';
import type { MessageFile } from '../../../server/protocol/message.ts';
import type { Timeline } from '../../client/types.ts';
import { useToast } from '../../shared/components/toasts.tsx';
import { useOnDemand } from '../../shared/hooks/use-on-demand.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { isPicture } from '../files/picture-box.ts';

/** Fetched with the first picture that somebody looks at. */
const loadLightbox = () => import('./lightbox.tsx');

interface Shown {
  pictures: readonly MessageFile[];
  index: number;
}

/** Shows a room's pictures large, one after the other. Draw `lightbox` somewhere. */
export function useLightbox(timeline: Timeline): {
  lightbox: ReactNode;
  showPicture: (fileId: string) => void;
} {
  const [shown, setShown] = useState<Shown | null>(null);
  const showPicture = useCallback(
    (fileId: string) => {
      // As they stand now: pictures that come meanwhile must not move the one that is looked at.
      const pictures = timeline
        .getState()
        .messages.flatMap(({ files, uploads = [] }) => [
          ...files,
          ...uploads.flatMap(({ file }) => file ?? []),
        ])
        .filter(isPicture);
      const index = pictures.findIndex(({ id }) => id === fileId);
      if (index !== -1) setShown({ pictures, index });
    },
    [timeline],
  );
  const close = useCallback(() => {
    setShown(null);
  }, []);
  return { lightbox: shown && <LightboxWhenHere {...shown} onClose={close} />, showPicture };
}

function LightboxWhenHere(props: Shown & { onClose: () => void }) {
  const part = useOnDemand(loadLightbox);
  if (part.state === 'ready') {
    return (
      <part.module.PictureLightbox
        {...props}
        closeIcon={<X size={24} aria-hidden />}
        downloadIcon={<Download size={22} aria-hidden />}
      />
    );
  }
  return part.state === 'failed' ? <NotHere onClose={props.onClose} /> : null;
}

/** The host is away, and this part of the page with it. */
function NotHere({ onClose }: { onClose: () => void }) {
  const { t } = useStrings();
  const say = useToast();
  const [hasSaid, setSaid] = useState(false);
  if (!hasSaid) {
    setSaid(true);
    queueMicrotask(() => {
      say(t('lightbox.failed'));
      onClose();
    });
  }
  return null;
}
