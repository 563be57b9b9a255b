import './drop-place.css';
import { Upload } from 'lucide-react';
import { useEffect, useRef, useState, type DragEvent, type ReactNode } from 'react';
import type { Room } from '../../../server/protocol/room.ts';
import { useToast } from '../../shared/components/toasts.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useRoomName } from '../inside/use-room-name.ts';
import { droppedFiles } from './dropped-files.ts';

interface Props {
  room: Room;
  className: string;
  /** Null where nothing can be dropped. */
  onFiles: ((files: readonly File[]) => void) | null;
  children: ReactNode;
}

/** A room that files can be dropped on, all over. */
export function DropPlace({ room, className, onFiles, children }: Props) {
  const { t } = useStrings();
  const say = useToast();
  const name = useRoomName(room);
  const [isOver, setOver] = useState(false);
  const isOwnDrag = useOwnDrag();
  useNoNavigation();

  const mayDrop = ({ dataTransfer }: DragEvent) =>
    onFiles !== null && !isOwnDrag() && dataTransfer.types.includes('Files');

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const { files, hasFolder } = droppedFiles(event.dataTransfer);
    if (hasFolder) say(t('attach.folder'));
    if (files.length > 0) onFiles?.(files);
  }

  return (
    <div
      className={className}
      onDragEnter={(event) => {
        if (!mayDrop(event)) return;
        event.preventDefault();
        setOver(true);
      }}
    >
      {children}
      {isOver && (
        <div
          className="drop-place"
          data-testid="drop-place"
          onDragOver={(event) => {
            event.preventDefault();
            event.dataTransfer.dropEffect = 'copy';
          }}
          onDragLeave={() => {
            setOver(false);
          }}
          onDrop={onDrop}
        >
          <div className="drop-place__card">
            <Upload size={32} aria-hidden />
            <p className="drop-place__title">
              {room.kind === 'direct' ? t('attach.dropDirect', { name }) : t('attach.drop', { room: name })}
            </p>
            <p className="drop-place__hint">{t('attach.dropHint')}</p>
          </div>
        </div>
      )}
    </div>
  );
}

/** Tells a picture of this very page, dragged about, from a file that comes from outside. */
function useOwnDrag(): () => boolean {
  const isOwn = useRef(false);
  useEffect(() => {
    const listening = new AbortController();
    const set = (value: boolean) => () => {
      isOwn.current = value;
    };
    document.addEventListener('dragstart', set(true), { signal: listening.signal });
    document.addEventListener('dragend', set(false), { signal: listening.signal });
    return () => {
      listening.abort();
    };
  }, []);
  return () => isOwn.current;
}

/** A file that misses its place would replace the page, and with it everything typed. */
function useNoNavigation(): void {
  useEffect(() => {
    const listening = new AbortController();
    const refuse = (event: globalThis.DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    };
    window.addEventListener('dragover', refuse, { signal: listening.signal });
    window.addEventListener('drop', refuse, { signal: listening.signal });
    return () => {
      listening.abort();
    };
  }, []);
}
