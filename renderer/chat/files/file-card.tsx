import './file-card.css';
import { Download, ImageOff } from 'lucide-react';
import type { MessageFile } from '../../../server/protocol/message.ts';
import { fileSize } from '../../shared/i18n/sizes.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { FileIcon } from './file-icon.tsx';

interface Props {
  file: MessageFile;
  /** It stands for a picture that could not be shown. */
  isBroken?: boolean;
}

/** A file to take away. */
export function FileCard({ file, isBroken = false }: Props) {
  const { t, language } = useStrings();
  return (
    <a className="file-card" href={file.url} download={file.name}>
      <span className="visually-hidden">{t('message.download')} </span>
      <span className="file-card__icon">
        {isBroken ? <ImageOff size={20} aria-hidden /> : <FileIcon mime={file.mime} name={file.name} />}
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
