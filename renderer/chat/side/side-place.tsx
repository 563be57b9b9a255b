import { useEffect } from 'react';
import { Button } from '../../shared/components/button.tsx';
import { Drawer } from '../../shared/components/drawer.tsx';
import { Notice } from '../../shared/components/notice.tsx';
import { useOnDemand } from '../../shared/hooks/use-on-demand.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import type { SideRequest } from './side-request.ts';

/** The first page must be light; what stands at the side is fetched once the page stands. */
const PREFETCH_AFTER_MS = 8_000;

const loadSides = () => import('./any-side.tsx');

interface Props {
  request: SideRequest | null;
  roomId: string | null;
  /** Over the conversation, where there is no room beside it. */
  isDrawer: boolean;
  onClose: () => void;
}

/** Beside the conversation where there is room, over it where there is not. */
export function SidePlace({ request, ...rest }: Props) {
  useEffect(() => {
    const timer = window.setTimeout(() => void loadSides().catch(() => undefined), PREFETCH_AFTER_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, []);
  return request && <OpenSide request={request} {...rest} />;
}

function OpenSide({ request, roomId, isDrawer, onClose }: Props & { request: SideRequest }) {
  const { t } = useStrings();
  const label = t(request.kind === 'people' ? 'people.title' : 'search.title');
  const sides = useOnDemand(loadSides);
  const panel = (
    <>
      {sides.state === 'ready' && (
        <sides.module.AnySide
          request={request}
          roomId={roomId}
          onClose={onClose}
          onGone={() => {
            if (isDrawer) onClose();
          }}
        />
      )}
      {sides.state === 'failed' && (
        <Notice title={t('common.loadFailedTitle')} text={t('common.loadFailed')}>
          <Button onClick={onClose}>{t('common.close')}</Button>
        </Notice>
      )}
    </>
  );
  if (!isDrawer) {
    return (
      <aside className="chat__side" aria-label={label}>
        {panel}
      </aside>
    );
  }
  return (
    <Drawer side="right" label={label} onClose={onClose}>
      {panel}
    </Drawer>
  );
}
