/** One square picture of an icon, as PNG and as pixels: 4 bytes each (red, green, blue, alpha), rows from the top. */
export interface IconPicture {
  /** Width and height, in pixels. */
  size: number;
  png: Buffer;
  rgba: Buffer;
}

const FILE_HEADER_BYTES = 6;
const ENTRY_BYTES = 16;
const BITMAP_HEADER_BYTES = 40;
const BITS_PER_PIXEL = 32;
/** A byte holds the size, and 0 stands for this one. */
const LARGEST_SIZE = 256;

/**
 * A Windows icon file. A picture of the largest size is stored as PNG, smaller ones as bitmaps: several parts of
 * Windows, and the installer's compiler, read nothing else in these sizes.
 * https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
 * Throws RangeError for a picture larger than 256 pixels.
 */
export function writeIco(pictures: readonly IconPicture[]): Buffer {
  const images = pictures.map((picture) => (picture.size < LARGEST_SIZE ? bitmap(picture) : picture.png));
  const header = Buffer.alloc(FILE_HEADER_BYTES + ENTRY_BYTES * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { size }] of pictures.entries()) {
    if (size > LARGEST_SIZE)
      throw new RangeError(`An .ico holds at most ${LARGEST_SIZE} pixels, not ${size}.`);
    const bytes = images[index]?.length ?? 0;
    const entry = FILE_HEADER_BYTES + ENTRY_BYTES * index;
    header.writeUInt8(size % LARGEST_SIZE, entry);
    header.writeUInt8(size % LARGEST_SIZE, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(BITS_PER_PIXEL, entry + 6);
    header.writeUInt32LE(bytes, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += bytes;
  }
  return Buffer.concat([header, ...images]);
}

/** A bitmap without its file header: rows from the bottom, blue first, then the mask that alpha has replaced. */
function bitmap({ size, rgba }: IconPicture): Buffer {
  const header = Buffer.alloc(BITMAP_HEADER_BYTES);
  header.writeUInt32LE(BITMAP_HEADER_BYTES, 0);
  header.writeInt32LE(size, 4);
  // Of picture and mask together.
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(BITS_PER_PIXEL, 14);
  const pixels = Buffer.alloc(size * size * 4);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const from = (row * size + column) * 4;
      const to = ((size - 1 - row) * size + column) * 4;
      pixels.writeUInt8(rgba.readUInt8(from + 2), to);
      pixels.writeUInt8(rgba.readUInt8(from + 1), to + 1);
      pixels.writeUInt8(rgba.readUInt8(from), to + 2);
      pixels.writeUInt8(rgba.readUInt8(from + 3), to + 3);
    }
  }
  const maskRowBytes = Math.ceil(size / 32) * 4;
  return Buffer.concat([header, pixels, Buffer.alloc(maskRowBytes * size)]);
}
