import { once } from 'node:events';
import { connect } from 'node:net';
import * as fc from 'fast-check';

/** After so long without a byte no answer is on its way: what was sent is the beginning of something longer. */
const QUIET_MS = 250;
/** How long a host may take to let go of a connection whose other side has left. */
const END_TIMEOUT_MS = 20_000;

/**
 * Sends bytes as they are and gives all that comes back: until the host ends the connection, until `isDone`, or
 * until nothing more comes; then this side leaves too. Throws where the host keeps a connection that was left.
 */
export async function exchange(
  port: number,
  bytes: Uint8Array,
  isDone: (answer: Buffer) => boolean = () => false,
): Promise<Buffer> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let answer = Buffer.alloc(0);
  // A host that refuses early may reset the connection under what is still on its way to it.
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'connect');
  const quiet = setTimeout(() => socket.end(), QUIET_MS);
  const late = setTimeout(() => socket.destroy(), END_TIMEOUT_MS);
  const began = performance.now();
  socket.on('data', (chunk: Buffer) => {
    answer = Buffer.concat([answer, chunk]);
    quiet.refresh();
    if (isDone(answer)) socket.end();
  });
  socket.on('end', () => socket.end());
  socket.write(bytes);
  await closed;
  clearTimeout(quiet);
  clearTimeout(late);
  if (performance.now() - began >= END_TIMEOUT_MS)
    throw new Error(`The host kept the connection. It had said: ${answer.toString('latin1').slice(0, 500)}`);
  return answer;
}

/** The request that makes a connection a WebSocket. */
export function upgradeRequest(path: string, port: number, headers: Record<string, string>): Buffer {
  const lines = Object.entries({
    Host: `127.0.0.1:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
}

export interface WireFrame {
  fin: boolean;
  /** RSV1 to RSV3 (RFC 6455 §5.2). */
  reserved: number;
  opcode: number;
  isMasked: boolean;
  payload: Buffer;
  /** What the header says of the payload's length, where that is not true. */
  claimed: bigint | null;
  /** Writes the length in more bytes than it needs, which the RFC forbids. */
  isWide: boolean;
}

/** The bytes of a frame, however wrong it is. */
export function frameBytes(frame: WireFrame): Buffer {
  const { fin, reserved, opcode, isMasked, payload, claimed, isWide } = frame;
  const length = claimed ?? BigInt(payload.length);
  const head = [(fin ? 0x80 : 0) | (reserved << 4) | opcode];
  const mask = isMasked ? 0x80 : 0;
  if (!isWide && length < 126n) head.push(mask | Number(length));
  else if (!isWide && length < 65_536n) head.push(mask | 126, Number(length >> 8n), Number(length & 255n));
  else {
    const wide = Buffer.alloc(8);
    wide.writeBigUInt64BE(BigInt.asUintN(64, length));
    head.push(mask | 127, ...wide);
  }
  // A mask of zeros is as good as any.
  return Buffer.concat([Buffer.from(head), Buffer.alloc(isMasked ? 4 : 0), payload]);
}

/** A text frame as a well-behaved client sends it. */
export function textFrameBytes(text: string): Buffer {
  return frameBytes({
    fin: true,
    reserved: 0,
    opcode: 1,
    isMasked: true,
    payload: Buffer.from(text),
    claimed: null,
    isWide: false,
  });
}

/** Frames that are mostly right, so that the wrong ones get as far as they can. */
export function wireFrames(payloads: fc.Arbitrary<string>): fc.Arbitrary<WireFrame[]> {
  const mostly = <Value>(usual: Value, others: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
    fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others });
  const frame = fc.record({
    fin: mostly(true, fc.constant(false)),
    reserved: mostly(0, fc.integer({ min: 1, max: 7 })),
    opcode: fc.oneof(
      { weight: 6, arbitrary: fc.constant(1) },
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 15 }) },
    ),
    isMasked: mostly(true, fc.constant(false)),
    payload: fc.oneof(
      payloads.map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    ),
    claimed: mostly<bigint | null>(
      null,
      fc.oneof(
        fc.constantFrom(
          0n,
          125n,
          126n,
          65_535n,
          65_536n,
          98_304n,
          98_305n,
          2n ** 31n,
          2n ** 53n,
          2n ** 63n,
          2n ** 64n - 1n,
        ),
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      ),
    ),
    isWide: mostly(false, fc.constant(true)),
  });
  return fc.array(frame, { minLength: 1, maxLength: 8 });
}

export interface SaidByHost {
  /** The status of the answer to the upgrade. */
  status: number;
  texts: string[];
  /** Null where the host ended the connection without a close frame. */
  closeCode: number | null;
}

/** Takes apart what came back over a WebSocket. Throws where the host itself broke the protocol. */
export function readHostFrames(bytes: Buffer): SaidByHost {
  const headEnd = bytes.indexOf('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(bytes.toString('latin1', 0, 20))?.[1] ?? 0);
  const said: SaidByHost = { status, texts: [], closeCode: null };
  if (status !== 101) return said;
  for (let at = headEnd + 4; at + 2 <= bytes.length;) {
    const opcode = bytes[at]! & 0x0f;
    if (bytes[at + 1]! & 0x80) throw new Error('the host masked a frame');
    let length = bytes[at + 1]!;
    let start = at + 2;
    if (length === 126) [length, start] = [bytes.readUInt16BE(at + 2), at + 4];
    else if (length === 127) [length, start] = [Number(bytes.readBigUInt64BE(at + 2)), at + 10];
    const payload = bytes.subarray(start, start + length);
    // Cut off in the middle by the end of the connection.
    if (payload.length < length) break;
    if (opcode === 1) said.texts.push(payload.toString('utf8'));
    else if (opcode === 8) said.closeCode = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
    else if (opcode !== 9 && opcode !== 10) throw new Error(`the host sent a frame with opcode ${opcode}`);
    at = start + length;
  }
  return said;
}
