import { useCallback, useState, type ReactNode } from 'react';

interface Props {
  blob: Blob;
  className: string;
  /** In its place where the browser can't show it. */
  fallback: ReactNode;
}

/** A picture that is still on this device, as decoration beside its name. */
export function BlobPicture({ blob, className, fallback }: Props) {
  const [broken, setBroken] = useState<Blob | null>(null);
  const show = useCallback(
    (image: HTMLImageElement | null) => {
      if (!image) return;
      const url = URL.createObjectURL(blob);
      image.src = url;
      return () => {
        URL.revokeObjectURL(url);
      };
    },
    [blob],
  );
  if (broken === blob) return fallback;
  return (
    <img
      ref={show}
      className={className}
      alt=""
      decoding="async"
      onError={() => {
        setBroken(blob);
      }}
    />
  );
}
