import './message-files.css';
import type { MessageFile } from '../../../server/protocol/message.ts';
import type { PendingFile } from '../../client/types.ts';
import { FileCard } from './file-card.tsx';
import { mediaKind, MediaPlayer } from './media-player.tsx';
import { PendingFiles } from './pending-files.tsx';
import { Picture } from './picture.tsx';
import { isPicture } from './picture-box.ts';

interface Props {
  files: readonly MessageFile[];
  /** Of a message that waits: all it brings along. */
  uploads?: readonly PendingFile[] | undefined;
}

/**
 * What came with a message: pictures to look at, one large or several as tiles, then everything else as players
 * and cards, then what is still on its way.
 */
export function MessageFiles({ files, uploads = [] }: Props) {
  // The same elements stay when the message is stored, so that nothing blinks.
  const here = [...files, ...uploads.flatMap(({ file }) => file ?? [])];
  const pending = uploads.filter(({ file }) => file === undefined);
  const pictures = here.filter(isPicture);
  const others = here.filter((file) => !isPicture(file));
  return (
    <div className="message-files">
      {pictures.length > 0 && (
        <ul className="message-files__pictures" data-columns={columnsFor(pictures.length)}>
          {pictures.map((file) => (
            <Picture key={file.id} file={file} isTile={pictures.length > 1} />
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul className="message-files__others">
          {others.map((file) => (
            <li key={file.id}>{mediaKind(file) ? <MediaPlayer file={file} /> : <FileCard file={file} />}</li>
          ))}
        </ul>
      )}
      {pending.length > 0 && <PendingFiles files={pending} />}
    </div>
  );
}

/** No column where one picture has the place to itself; else so many that the last line is seldom short. */
function columnsFor(count: number): number | undefined {
  if (count === 1) return undefined;
  return count === 2 || count === 4 ? 2 : 3;
}
