import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import type { HostProcess } from './host-process.ts';

const BOUNDARY = 'porchlight-test-boundary';
/** The type of the bodies below. */
export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

export interface FormPart {
  field?: string;
  /** Null for a part that is no file. */
  fileName?: string | null;
  content: Uint8Array | string;
}

/** A multipart body, byte for byte; `isCut` leaves its end away. */
export function formBody(parts: readonly FormPart[], { isCut = false } = {}): Buffer {
  const chunks = parts.flatMap(({ field = 'file', fileName = 'file.bin', content }) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"` +
        `${fileName === null ? '' : `; filename="${fileName}"`}\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat(isCut ? chunks.slice(0, -1) : [...chunks, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

/** An upload whose body the test writes piece by piece. Without a length in `headers` it is sent in chunks. */
export function beginUpload(
  { url }: Pick<HostProcess, 'url'>,
  token: string,
  headers: http.OutgoingHttpHeaders = {},
): ClientRequest {
  const request = http.request(`${url}/api/v1/files`, {
    method: 'POST',
    agent: false,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': FORM_TYPE,
      ...headers,
    },
  });
  request.on('error', () => undefined);
  return request;
}

/** The answer of such an upload, which may come before the body has gone. */
export async function answerOf(
  request: ClientRequest,
): Promise<{ status: number; code: string | undefined }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { error?: { code: string } };
  return { status: response.statusCode ?? 0, code: body.error?.code };
}

/** Sends a whole body at once. */
export function sendBody(
  host: Pick<HostProcess, 'url'>,
  token: string,
  body: Buffer,
): Promise<{ status: number; code: string | undefined }> {
  const request = beginUpload(host, token, { 'content-length': body.length });
  request.end(body);
  return answerOf(request);
}
