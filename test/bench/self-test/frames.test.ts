import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { textFrame } from '../../../server/fanout/wire-frame.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { clientFrame } from '../load/client-frame.ts';
import { FrameReader, OPCODE } from '../load/frame-reader.ts';
import { UpgradeAnswer, upgradeRequest } from '../load/handshake.ts';
import { KnownFrames } from '../load/known-frames.ts';
import { markedText } from '../load/message-mark.ts';
import { Tally } from '../load/tally.ts';

/** Lengths around every change of the header's form. */
const LENGTHS = [0, 1, 125, 126, 127, 65_535, 65_536, 70_000];

function readAll(chunks: readonly Buffer[]): string[] {
  const texts: string[] = [];
  const reader = new FrameReader((_opcode, bytes, start, end) =>
    texts.push(bytes.toString('utf8', start, end)),
  );
  for (const chunk of chunks) reader.push(chunk);
  return texts;
}

describe('the frame reader', () => {
  const texts = LENGTHS.map((length) => 'x'.repeat(length));
  const stream = Buffer.concat(texts.map(textFrame));

  it('cuts a stream into its frames', () => {
    expect(readAll([stream])).toEqual(texts);
  });

  it.each([1, 2, 3, 7])('finds the same frames in pieces of %i bytes', (size) => {
    const short = Buffer.concat(texts.slice(0, 5).map(textFrame));
    const pieces = Array.from({ length: Math.ceil(short.length / size) }, (_, piece) =>
      short.subarray(piece * size, (piece + 1) * size),
    );
    expect(readAll(pieces)).toEqual(texts.slice(0, 5));
  });

  it('finds the same frames wherever the network cuts, in one buffer used again and again', () => {
    const random = seededRandom(11);
    for (let round = 0; round < 50; round++) {
      const shared = Buffer.alloc(stream.length);
      const found: string[] = [];
      const reader = new FrameReader((_opcode, bytes, start, end) =>
        found.push(bytes.toString('utf8', start, end)),
      );
      for (let at = 0; at < stream.length;) {
        const length = stream.copy(shared, 0, at, Math.min(stream.length, at + random.between(1, 60_000)));
        reader.push(shared.subarray(0, length));
        at += length;
      }
      expect(found).toEqual(texts);
    }
  });

  it('refuses a length that no server would send', () => {
    const frame = Buffer.from([0x81, 127, 0, 0, 1, 0, 0, 0, 0, 0]);
    expect(() => readAll([frame])).toThrow('the stream is not what it should be');
  });
});

describe('a client frame', () => {
  it('is one that ws takes, whatever its length', async () => {
    const texts = LENGTHS.map((length) => 'é'.repeat(Math.floor(length / 2)) + 'x'.repeat(length % 2));
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    const received = new Promise<string[]>((resolve, reject) => {
      const got: string[] = [];
      server.on('connection', (socket) => {
        socket.on('error', reject);
        socket.on('message', (data: Buffer) => {
          if (got.push(data.toString('utf8')) === texts.length) resolve(got);
        });
      });
    });
    const { port } = server.address() as AddressInfo;
    const client = net.connect(port, '127.0.0.1');
    client.write(upgradeRequest('127.0.0.1', '/', null));
    for (const text of texts) client.write(clientFrame(text));
    expect(await received).toEqual(texts);
    client.destroy();
    server.close();
  });

  it('carries other opcodes', () => {
    expect(clientFrame(Buffer.from('a'), OPCODE.pong)[0]).toBe(0x8a);
  });
});

describe('the answer to an upgrade', () => {
  const head = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n';

  it('is gathered from pieces and gives back the frames behind it', () => {
    const bytes = Buffer.concat([Buffer.from(head), textFrame('hello')]);
    const answer = new UpgradeAnswer();
    expect(answer.push(bytes.subarray(0, 20))).toBeNull();
    expect(answer.push(bytes.subarray(20))).toEqual(textFrame('hello'));
  });

  it('says what the server said where it refuses', () => {
    expect(() => new UpgradeAnswer().push(Buffer.from('HTTP/1.1 403 Refused\r\n\r\n'))).toThrow(
      'HTTP/1.1 403 Refused',
    );
  });
});

describe('the messages in a frame', () => {
  const payload = (...indexes: number[]): Buffer =>
    Buffer.from(
      JSON.stringify({ messages: indexes.map((index) => markedText(index, '早上好 '.repeat(40))) }),
    );
  const read = (frames: KnownFrames, bytes: Buffer) => frames.read(bytes, 0, bytes.length)?.indexes ?? null;

  it('are all found, in order', () => {
    expect(read(new KnownFrames(), payload(0, 7, 99_999_999))).toEqual([0, 7, 99_999_999]);
    expect(read(new KnownFrames(), Buffer.from('{"type":"presence"}'))).toBeNull();
  });

  it('are found in the frame alone, not in what lies beside it in the same bytes', () => {
    const both = Buffer.concat([payload(1), payload(2)]);
    expect(new KnownFrames().read(both, 0, payload(1).length)?.indexes).toEqual([1]);
    expect(new KnownFrames().read(both, payload(1).length, both.length)?.indexes).toEqual([2]);
  });

  it('are those of this frame, also where one of the same length went before', () => {
    const frames = new KnownFrames();
    for (const index of [1, 2, 1, 3, 3])
      expect(read(frames, payload(index, index + 10))).toEqual([index, index + 10]);
  });

  it('remembers only so many frames', () => {
    const frames = new KnownFrames();
    for (let count = 1; count < 400; count++) {
      const indexes = Array.from({ length: count }, (_, index) => index);
      expect(read(frames, payload(...indexes))).toHaveLength(count);
    }
  });
});

describe('a tally', () => {
  const of = (...indexes: number[]): Tally => {
    const tally = new Tally();
    for (const index of indexes) tally.add(index);
    return tally;
  };

  it('is the same in any order, and for all at once', () => {
    const all = of();
    all.addAll(of(3, 1));
    all.addAll(of(2));
    expect(all.isSameAs(of(1, 2, 3))).toBe(true);
  });

  it('tells what was lost, doubled, or swapped for something else', () => {
    for (const wrong of [of(1, 2), of(1, 2, 3, 3), of(1, 2, 4), of(0, 2, 4), of(2, 2, 2)])
      expect(wrong.isSameAs(of(1, 2, 3))).toBe(false);
  });

  it('takes back', () => {
    const tally = of(1, 2, 3);
    tally.remove(2);
    expect(tally.isSameAs(of(1, 3))).toBe(true);
  });
});
