/** What a frame is, by its opcode (RFC 6455 §5.2). */
export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Called with a whole frame's payload, which is only good until the call returns. */
export type OnFrame = (opcode: number, bytes: Buffer, start: number, end: number) => void;

/** The longest header a server sends: two bytes and a 64-bit length. Servers do not mask. */
const HEADER_MAX_BYTES = 10;
/** A length that no honest server here sends; so read, the stream has gone wrong. */
const FRAME_MAX_BYTES = 64 * 1024 * 1024;

/**
 * Cuts a connection's bytes into WebSocket frames without copying those that arrive whole. A frame cut in two by the
 * network is put together in one buffer of its size.
 */
export class FrameReader {
  private readonly onFrame: OnFrame;
  /** The frame that has begun and not ended, header included. */
  private partial: Buffer | null = null;
  private partialBytes = 0;

  constructor(onFrame: OnFrame) {
    this.onFrame = onFrame;
  }

  /** Takes a chunk, which the caller may use again afterwards. */
  push(chunk: Buffer): void {
    const { length } = chunk;
    let at = this.partial ? this.finishPartial(this.partial, chunk) : 0;
    while (at < length) {
      const end = frameEnd(chunk, at, length);
      if (end === null || end > length) {
        this.keep(chunk, at, end);
        return;
      }
      this.emit(chunk, at, end);
      at = end;
    }
  }

  private finishPartial(partial: Buffer, chunk: Buffer): number {
    const { length } = chunk;
    let at = 0;
    let frame = partial;
    // The header itself may be cut: byte by byte until it tells the length.
    let end = frameEnd(frame, 0, this.partialBytes);
    while (end === null) {
      if (at === length) return at;
      frame[this.partialBytes++] = chunk[at++] ?? 0;
      end = frameEnd(frame, 0, this.partialBytes);
    }
    if (end > frame.length) {
      const whole = Buffer.allocUnsafe(end);
      frame.copy(whole, 0, 0, this.partialBytes);
      frame = whole;
      this.partial = whole;
    }
    const missing = Math.min(end - this.partialBytes, length - at);
    chunk.copy(frame, this.partialBytes, at, at + missing);
    this.partialBytes += missing;
    if (this.partialBytes === end) {
      this.partial = null;
      this.emit(frame, 0, end);
    }
    return at + missing;
  }

  private keep(chunk: Buffer, at: number, end: number | null): void {
    this.partial = Buffer.allocUnsafe(end === null ? HEADER_MAX_BYTES : end - at);
    this.partialBytes = chunk.copy(this.partial, 0, at);
  }

  private emit(bytes: Buffer, at: number, end: number): void {
    const first = bytes[at] ?? 0;
    this.onFrame(first & 0x0f, bytes, at + headerBytes(bytes[at + 1] ?? 0), end);
  }
}

/** Where the frame at `at` ends, or null while its header is not whole. */
function frameEnd(bytes: Buffer, at: number, length: number): number | null {
  if (length - at < 2) return null;
  const short = bytes[at + 1] ?? 0;
  const header = headerBytes(short);
  if (length - at < header) return null;
  const payload =
    header === 2
      ? short & 0x7f
      : header === 4
        ? bytes.readUInt16BE(at + 2)
        : Number(bytes.readBigUInt64BE(at + 2));
  if (payload > FRAME_MAX_BYTES)
    throw new Error(`a frame of ${payload} bytes: the stream is not what it should be`);
  return at + header + payload;
}

function headerBytes(secondByte: number): number {
  const short = secondByte & 0x7f;
  return short < 126 ? 2 : short === 126 ? 4 : 10;
}
