/**
 * One unmasked text frame with all its bytes: header and payload (RFC 6455 §5.2). Built once, the same
 * buffer is then written to every connection.
 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const headerBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerBytes + length);
  frame[0] = 0x81;
  if (headerBytes === 2) frame[1] = length;
  else if (headerBytes === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, headerBytes);
  return frame;
}

/** Events as they travel, split so that one frame stays near `FRAME_TARGET_CHARS` however many there are. */
export function eventsFrames(jsons: readonly string[]): Buffer {
  const frames: Buffer[] = [];
  let group: string[] = [];
  let chars = 0;
  for (const json of jsons) {
    if (chars > 0 && chars + json.length > FRAME_TARGET_CHARS) {
      frames.push(eventsFrame(group));
      group = [];
      chars = 0;
    }
    group.push(json);
    chars += json.length;
  }
  if (group.length > 0) frames.push(eventsFrame(group));
  const [only] = frames;
  return only && frames.length === 1 ? only : Buffer.concat(frames);
}

/** A client parses a frame in one go; larger ones would make a phone's page stutter. */
const FRAME_TARGET_CHARS = 262_144;

function eventsFrame(jsons: readonly string[]): Buffer {
  return textFrame(`{"type":"events","events":[${jsons.join(',')}]}`);
}
