import type { MessageFile } from '../../../server/protocol/message.ts';

const MAX_WIDTH_PX = 360;
const MAX_HEIGHT_PX = 320;
/** A finger has to find it. */
const MIN_PX = 48;
/** For the rare picture whose size the host could not read. */
const UNKNOWN = { width: 240, height: 180 };

const PICTURES: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
]);

/** The place a picture takes, in CSS pixels. */
export interface PictureBox {
  width: number;
  height: number;
  /** Drawn at its own size in the middle of the box: it is smaller, or nothing is known of it. */
  isLoose: boolean;
}

/** Whether browsers show it in place; everything else is offered as a download. */
export function isPicture({ mime }: Pick<MessageFile, 'mime'>): boolean {
  return PICTURES.has(mime);
}

/** A picture's own size, brought down to what a timeline bears. Known before it is loaded, so that nothing jumps. */
export function pictureBox({ width, height }: Pick<MessageFile, 'width' | 'height'>): PictureBox {
  if (!width || !height) return { ...UNKNOWN, isLoose: true };
  const scale = Math.min(1, MAX_WIDTH_PX / width, MAX_HEIGHT_PX / height);
  return {
    width: Math.max(MIN_PX, Math.round(width * scale)),
    height: Math.max(MIN_PX, Math.round(height * scale)),
    isLoose: width < MIN_PX && height < MIN_PX,
  };
}
