import { OPCODE } from './frame-reader.ts';

/**
 * A frame as a client sends it. It is masked, as RFC 6455 §5.3 demands, with a key of zeros: the server's work is the
 * same for every key, and the load has none.
 */
export function clientFrame(payload: Buffer | string, opcode: number = OPCODE.text): Buffer {
  const length = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length;
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.alloc(header + 4 + length);
  frame[0] = 0x80 | opcode;
  if (header === 2) frame[1] = 0x80 | length;
  else if (header === 4) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  if (typeof payload === 'string') frame.write(payload, header + 4);
  else payload.copy(frame, header + 4);
  return frame;
}
