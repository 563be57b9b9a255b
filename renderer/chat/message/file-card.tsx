import './file-card.css';
import { Download, File, FileHeadphone, FilePlay, ImageOff } from 'lucide-react';
import type { MessageFile } from '../../../server/protocol/message.ts';
import { fileSize } from '../../shared/i18n/sizes.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';

/** A file to take away. Also what stands for a picture that could not be shown. */
export function FileCard({ file }: { file: MessageFile }) {
  const { t, language } = useStrings();
  return (
    <a className="file-card" href={file.url} download={file.name}>
      <span className="visually-hidden">{t('message.download')} </span>
      <span className="file-card__icon">
        <FileIcon mime={file.mime} />
      </span>
      <span className="file-card__words">
        <span className="file-card__name" dir="auto" title={file.name}>
          {file.name}
        </span>
        <span className="file-card__size">{fileSize(file.size, language)}</span>
      </span>
      <Download className="file-card__download" size={18} aria-hidden />
    </a>
  );
}

function FileIcon({ mime }: Pick<MessageFile, 'mime'>) {
  const [kind] = mime.split('/');
  if (kind === 'image') return <ImageOff size={20} aria-hidden />;
  if (kind === 'audio') return <FileHeadphone size={20} aria-hidden />;
  if (kind === 'video') return <FilePlay size={20} aria-hidden />;
  return <File size={20} aria-hidden />;
}
