import { useState, type MouseEvent } from 'react';
import type { MessageFile } from '../../../server/protocol/message.ts';
import type { ConnectionState } from '../../client/types.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClientState } from '../inside/client-context.ts';
import { useRoomTools } from '../timeline/room-tools.ts';
import { FileCard } from './file-card.tsx';
import { pictureBox } from './picture-box.ts';

/** A picture in the timeline: its place is there at once, then its colours, then the thumbnail. */
export function Picture({ file, isTile }: { file: MessageFile; isTile: boolean }) {
  const { t } = useStrings();
  const { showPicture } = useRoomTools();
  const connection = useClientState((state) => state.connection);
  const [brokenDuring, setBrokenDuring] = useState<ConnectionState | null>(null);
  // What failed while the host was away is fetched again once it is back.
  const isBroken = brokenDuring !== null && (connection.kind !== 'live' || connection === brokenDuring);
  if (isBroken) {
    return (
      <li className="message-files__broken">
        <FileCard file={file} isBroken />
      </li>
    );
  }

  function onClick(event: MouseEvent) {
    // With a key held, the link does what links do.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    showPicture(file.id);
  }

  const { width, height, isLoose } = pictureBox(file);
  return (
    <li>
      <a
        className="message-files__picture"
        href={file.url}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={t('message.openPicture', { name: file.name })}
        onClick={onClick}
      >
        <img
          src={file.thumbnailUrl ?? file.url}
          alt={file.name}
          width={width}
          height={height}
          style={{
            // Without this the picture's own shape would win over that of its place as soon as it is loaded.
            ...(!isTile && { aspectRatio: `${width} / ${height}` }),
            ...(file.preview && { backgroundImage: `url(data:image/webp;base64,${file.preview})` }),
          }}
          data-loose={isLoose || undefined}
          decoding="async"
          onError={() => {
            setBrokenDuring(connection);
          }}
        />
      </a>
    </li>
  );
}
