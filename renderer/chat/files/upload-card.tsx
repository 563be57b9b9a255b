import './upload-card.css';
import { CircleAlert, RotateCw, X } from 'lucide-react';
import type { PendingFile, Upload } from '../../client/types.ts';
import { IconButton } from '../../shared/components/icon-button.tsx';
import { fileSize } from '../../shared/i18n/sizes.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient, useClientState, useUpload } from '../inside/client-context.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';
import { BlobPicture } from './blob-picture.tsx';
import { FileIcon } from './file-icon.tsx';
import { isPicture } from './picture-box.ts';

interface Props {
  file: PendingFile | Upload;
  /** Nothing can be changed any more: its message is under way. */
  isFixed?: boolean;
  onRemoved?: () => void;
}

/** A file on its way: what it is, how far it is, and what can be done about it. */
export function UploadCard({ file, isFixed = false, onRemoved }: Props) {
  const { t } = useStrings();
  const { uploads } = useClient();
  const upload = useUpload(file.id);
  const { id, name } = file;
  const state = upload?.state;
  const isFailed = state?.kind === 'failed';
  const isOnItsWay = state?.kind === 'waiting' || state?.kind === 'sending';
  return (
    <div className="upload-card" data-testid="upload" data-state={state?.kind}>
      <UploadSign file={file} upload={upload} />
      <span className="upload-card__words">
        <span className="upload-card__name" dir="auto" title={name}>
          {name}
        </span>
        <UploadLine file={file} upload={upload} />
      </span>
      {!isFixed && isFailed && state.code !== 'file_too_large' && (
        <IconButton
          isSmall
          label={t('attach.retry', { name })}
          icon={<RotateCw size={16} />}
          onClick={() => {
            uploads.retry(id);
          }}
        />
      )}
      {!isFixed && (
        <IconButton
          isSmall
          label={isOnItsWay ? t('attach.stop', { name }) : t('attach.remove', { name })}
          icon={<X size={16} />}
          onClick={() => {
            uploads.remove(id);
            onRemoved?.();
          }}
        />
      )}
      {isOnItsWay && <ProgressBar name={name} sent={sentBytes(upload)} size={file.size} />}
    </div>
  );
}

function UploadSign({ file, upload }: { file: PendingFile | Upload; upload: Upload | undefined }) {
  if (upload?.state.kind === 'failed') {
    return (
      <span className="upload-card__sign upload-card__sign--failed">
        <CircleAlert size={20} aria-hidden />
      </span>
    );
  }
  const icon = <FileIcon mime={file.mime} name={file.name} />;
  return (
    <span className="upload-card__sign">
      {upload?.blob && isPicture(file) ? (
        <BlobPicture blob={upload.blob} className="upload-card__picture" fallback={icon} />
      ) : (
        icon
      )}
    </span>
  );
}

function UploadLine({ file, upload }: { file: PendingFile | Upload; upload: Upload | undefined }) {
  const { t, language } = useStrings();
  const reason = useReason();
  const { fileMaxBytes } = useClient().uploads;
  const host = useClientState((state) => state.serverName);
  const isLive = useClientState((state) => state.connection.kind === 'live');
  const size = fileSize(file.size, language);

  if (upload?.state.kind === 'failed') {
    const { state } = upload;
    return (
      <span className="upload-card__line upload-card__line--failed">
        {state.code === 'file_too_large' && file.size > fileMaxBytes
          ? t('attach.tooLarge', { size, max: fileSize(fileMaxBytes, language) })
          : reason(state)}
      </span>
    );
  }
  return <span className="upload-card__line">{progressInWords()}</span>;

  function progressInWords(): string {
    if (upload?.state.kind === 'stored') return t('attach.ready', { size });
    if (!isLive) return t('attach.waitingHost', { size, host });
    if (upload?.state.kind !== 'sending') return t('attach.waiting', { size });
    return t('attach.progress', { sent: fileSize(upload.state.sentBytes, language), size });
  }
}

function ProgressBar({ name, sent, size }: { name: string; sent: number; size: number }) {
  const percent = size === 0 ? 0 : Math.floor((sent / size) * 100);
  return (
    <span
      className="upload-card__bar"
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <span style={{ inlineSize: `${percent}%` }} />
    </span>
  );
}

function sentBytes(upload: Upload | undefined): number {
  return upload?.state.kind === 'sending' ? upload.state.sentBytes : 0;
}
