import { Camera, Paperclip } from 'lucide-react';
import { useRef, type ChangeEvent } from 'react';
import { IconButton } from '../../shared/components/icon-button.tsx';
import { TOUCH, useMedia } from '../../shared/hooks/use-media.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';

interface Props {
  /** Leaves the camera away, where there is no room for it. */
  isShort: boolean;
  onFiles: (files: readonly File[]) => void;
}

/** Chooses files of any kind; on phones, takes a picture with the camera too. */
export function AttachButtons({ isShort, onFiles }: Props) {
  const { t } = useStrings();
  const isTouch = useMedia(TOUCH);
  const picker = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);

  function onChange({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    const files = [...(currentTarget.files ?? [])];
    // So that the same file can be chosen again, after it was removed.
    currentTarget.value = '';
    if (files.length > 0) onFiles(files);
  }

  return (
    <>
      <IconButton
        label={t('attach.button')}
        icon={<Paperclip size={20} />}
        onClick={() => picker.current?.click()}
      />
      <input ref={picker} type="file" multiple hidden data-testid="file-picker" onChange={onChange} />
      {isTouch && !isShort && (
        <IconButton
          label={t('attach.camera')}
          icon={<Camera size={20} />}
          onClick={() => camera.current?.click()}
        />
      )}
      {isTouch && (
        <input
          ref={camera}
          type="file"
          accept="image/*"
          capture="environment"
          hidden
          data-testid="camera"
          onChange={onChange}
        />
      )}
    </>
  );
}
