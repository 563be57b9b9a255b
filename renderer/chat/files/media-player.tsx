import './media-player.css';
import { useState } from 'react';
import type { MessageFile } from '../../../server/protocol/message.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { FileCard } from './file-card.tsx';

/** Sound or film in the browser's own player, with the file itself below it; the card alone where it can't be played. */
export function MediaPlayer({ file }: { file: MessageFile }) {
  const { t } = useStrings();
  const [isBroken, setBroken] = useState(false);
  const fail = () => {
    setBroken(true);
  };
  return (
    <div className="media-player">
      {!isBroken && mediaKind(file) === 'video' && (
        <video
          className="media-player__video"
          controls
          playsInline
          preload="metadata"
          aria-label={t('message.video', { name: file.name })}
          src={file.url}
          onError={fail}
        />
      )}
      {!isBroken && mediaKind(file) === 'audio' && (
        <audio
          className="media-player__audio"
          controls
          preload="metadata"
          aria-label={t('message.audio', { name: file.name })}
          src={file.url}
          onError={fail}
        />
      )}
      <FileCard file={file} />
    </div>
  );
}

/** Null for what no player takes. The host vouches for the type. */
export function mediaKind({ mime }: Pick<MessageFile, 'mime'>): 'audio' | 'video' | null {
  if (mime.startsWith('audio/')) return 'audio';
  return mime.startsWith('video/') ? 'video' : null;
}
