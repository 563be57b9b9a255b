import { Archive, File, FileHeadphone, FilePlay, FileText, Image } from 'lucide-react';

const ARCHIVES = /\.(?:zip|7z|rar|tar|gz|xz|bz2|zst)$/i;
const TEXTS = /\.(?:pdf|txt|md|rtf|docx?|odt|pages|xlsx?|ods|csv|numbers|pptx?|odp|key)$/i;
const SIZE_PX = 20;

/** A sign for what a file probably is; where its bytes were not recognised, by its name. */
export function FileIcon({ mime, name }: { mime: string; name: string }) {
  const [kind] = mime.split('/');
  if (kind === 'image') return <Image size={SIZE_PX} aria-hidden />;
  if (kind === 'audio') return <FileHeadphone size={SIZE_PX} aria-hidden />;
  if (kind === 'video') return <FilePlay size={SIZE_PX} aria-hidden />;
  if (ARCHIVES.test(name)) return <Archive size={SIZE_PX} aria-hidden />;
  if (TEXTS.test(name)) return <FileText size={SIZE_PX} aria-hidden />;
  return <File size={SIZE_PX} aria-hidden />;
}
