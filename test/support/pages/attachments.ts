import type { Locator } from 'playwright-core';
import sharp from 'sharp';
import type { Chat } from './chat.ts';

export interface SentFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A picture with something in it, large enough for a thumbnail. */
export async function photo(name = 'evening.jpg', { width = 1_600, height = 1_000 } = {}): Promise<SentFile> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#27364f"/><stop offset="1" stop-color="#f0a35c"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#sky)"/><circle cx="62%" cy="66%" r="9%" fill="#ffe0a0"/>
    <path d="M0 ${height} L0 ${height * 0.8} L${width * 0.4} ${height * 0.6} L${width} ${height * 0.86} V${height} Z" fill="#1b2430"/></svg>`;
  // The server bars all loaders but those of its own list; here a drawing is wanted.
  sharp.unblock({ operation: ['VipsForeignLoadSvg'] });
  const buffer = await sharp(Buffer.from(svg)).jpeg({ quality: 92 }).toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

export function paper(name: string, bytes: number): SentFile {
  return { name, mimeType: 'application/pdf', buffer: Buffer.alloc(bytes, 'a page of it ') };
}

/** A second of silence. */
export function sound(name: string): SentFile {
  const rate = 8_000;
  const header = Buffer.from(
    'RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\0\0\0\0\0\0\0\0\x01\0\x08\0data\0\0\0\0',
    'latin1',
  );
  header.writeUInt32LE(36 + rate, 4);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt32LE(rate, 40);
  return { name, mimeType: 'audio/wav', buffer: Buffer.concat([header, Buffer.alloc(rate, 128)]) };
}

/** What is in the tray or under way, a card each. */
export function uploads({ page }: Chat): Locator {
  return page.getByTestId('upload');
}

/** Chooses files with the picker. */
export async function pick({ page }: Chat, files: SentFile[]): Promise<void> {
  await page.getByTestId('file-picker').setInputFiles(files);
}

/** Pastes files, and text where given, into where one writes. */
export async function paste({ composer }: Chat, files: SentFile[], text = ''): Promise<void> {
  await composer.evaluate(
    (field, { given, words }) => {
      const data = new DataTransfer();
      for (const { name, mimeType, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: mimeType }));
      }
      if (words !== '') data.setData('text/plain', words);
      field.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    {
      given: files.map(({ name, mimeType, buffer }) => ({
        name,
        mimeType,
        base64: buffer.toString('base64'),
      })),
      words: text,
    },
  );
}

/** Drags files over the messages; the second call of `drop` lets them fall. */
export async function dragOver(
  { page, timeline }: Chat,
  files: SentFile[],
): Promise<{ place: Locator; drop(): Promise<void> }> {
  const transfer = await page.evaluateHandle(
    (given) => {
      const data = new DataTransfer();
      for (const { name, mimeType, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: mimeType }));
      }
      return data;
    },
    files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') })),
  );
  await timeline.dispatchEvent('dragenter', { dataTransfer: transfer });
  const place = page.getByTestId('drop-place');
  return {
    place,
    drop: async () => {
      await place.dispatchEvent('dragover', { dataTransfer: transfer });
      await place.dispatchEvent('drop', { dataTransfer: transfer });
    },
  };
}
