import fs from 'node:fs';
import type { NativeImage as ElectronImage, Size } from 'electron';
import { strict } from './strict.ts';

type Implemented = 'isEmpty' | 'toPNG' | 'toDataURL' | 'getSize' | 'setTemplateImage' | 'isTemplateImage';

const PNG_SIZE_AT = 16;

/** The bytes of a picture; nothing is decoded but a PNG's size. */
class NativeImage implements Pick<ElectronImage, Implemented> {
  /** Where it came from, for tests. */
  readonly path: string;
  isMacTemplateImage = false;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer, path = '') {
    this.bytes = bytes;
    this.path = path;
  }
  isEmpty(): boolean {
    return this.bytes.length === 0;
  }
  toPNG(): Buffer {
    return this.bytes;
  }
  toDataURL(): string {
    return `data:image/png;base64,${this.bytes.toString('base64')}`;
  }
  getSize(): Size {
    if (this.bytes.length < PNG_SIZE_AT + 8) return { width: 0, height: 0 };
    return { width: this.bytes.readUInt32BE(PNG_SIZE_AT), height: this.bytes.readUInt32BE(PNG_SIZE_AT + 4) };
  }
  resize(): this {
    return this;
  }
  setTemplateImage(isTemplate: boolean): void {
    this.isMacTemplateImage = isTemplate;
  }
  isTemplateImage(): boolean {
    return this.isMacTemplateImage;
  }
}

function image(bytes: Buffer, path?: string): NativeImage {
  return strict('NativeImage', new NativeImage(bytes, path));
}

export const nativeImage = strict('nativeImage', {
  /** Empty where there is no such file, as in Electron. */
  createFromPath: (file: string) =>
    image(fs.existsSync(file) ? fs.readFileSync(file) : Buffer.alloc(0), file),
  createFromBuffer: (bytes: Buffer) => image(bytes),
  createFromDataURL: (url: string) => image(Buffer.from(url.split(',')[1] ?? '', 'base64')),
  createEmpty: () => image(Buffer.alloc(0)),
});
