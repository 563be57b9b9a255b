import './message-files.css';
import { useState } from 'react';
import type { MessageFile } from '../../../server/protocol/message.ts';
import type { ConnectionState } from '../../client/types.ts';
import { useClientState } from '../inside/client-context.ts';
import { FileCard } from './file-card.tsx';
import { isPicture, pictureBox } from './picture-box.ts';

/** What came with a message: pictures to look at, one large or several as tiles, then everything else as cards. */
export function MessageFiles({ files }: { files: readonly MessageFile[] }) {
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
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
            <li key={file.id}>
              <FileCard file={file} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Picture({ file, isTile }: { file: MessageFile; isTile: boolean }) {
  const connection = useClientState((state) => state.connection);
  const [brokenDuring, setBrokenDuring] = useState<ConnectionState | null>(null);
  // What failed while the host was away is fetched again once it is back.
  const isBroken = brokenDuring !== null && (connection.kind !== 'live' || connection === brokenDuring);
  if (isBroken) {
    return (
      <li className="message-files__broken">
        <FileCard file={file} />
      </li>
    );
  }
  const { width, height, isLoose } = pictureBox(file);
  return (
    <li>
      <a className="message-files__picture" href={file.url} target="_blank" rel="noopener noreferrer">
        <img
          src={file.url}
          alt={file.name}
          width={width}
          height={height}
          // Without this the picture's own shape would win over that of its place as soon as it is loaded.
          style={isTile ? undefined : { aspectRatio: `${width} / ${height}` }}
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

/** No column where one picture has the place to itself; else so many that the last line is seldom short. */
function columnsFor(count: number): number | undefined {
  if (count === 1) return undefined;
  return count === 2 || count === 4 ? 2 : 3;
}
