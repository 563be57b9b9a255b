import { randomBytes } from 'node:crypto';

const HEAD_END = '\r\n\r\n';
/** Far more than any of the servers here answers with. */
const HEAD_MAX_BYTES = 16_384;

/** The request that turns a connection into a WebSocket (RFC 6455 §4.1). */
export function upgradeRequest(host: string, path: string, token: string | null): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...(token === null ? [] : [`Authorization: Bearer ${token}`]),
  ];
  return lines.join('\r\n') + HEAD_END;
}

/** Gathers the answer to an upgrade, which the first frames may follow in the same bytes. */
export class UpgradeAnswer {
  private bytes = Buffer.alloc(0);

  /**
   * Takes what came. Gives the bytes after the answer's end once it is whole, null before.
   *
   * @throws Error where the server refuses
   */
  push(chunk: Buffer): Buffer | null {
    this.bytes = Buffer.concat([this.bytes, chunk]);
    const end = this.bytes.indexOf(HEAD_END);
    if (end < 0) {
      if (this.bytes.length > HEAD_MAX_BYTES) throw new Error('the answer to the upgrade has no end');
      return null;
    }
    const status = this.bytes.toString('latin1', 0, this.bytes.indexOf('\r\n'));
    if (!status.startsWith('HTTP/1.1 101')) throw new Error(`the server refused the upgrade: ${status}`);
    return this.bytes.subarray(end + HEAD_END.length);
  }
}
