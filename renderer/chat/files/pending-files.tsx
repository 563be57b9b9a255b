import type { PendingFile } from '../../client/types.ts';
import { UploadCard } from './upload-card.tsx';

/** The files of a waiting message that are not at the host yet. */
export function PendingFiles({ files }: { files: readonly PendingFile[] }) {
  return (
    <ul className="message-files__others">
      {files.map((file) => (
        <li key={file.id} className="message-files__pending">
          <UploadCard file={file} isFixed />
        </li>
      ))}
    </ul>
  );
}
