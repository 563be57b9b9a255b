import http from 'node:http';
import * as z from 'zod/mini';
import { LIMITS } from '../protocol/limits.ts';
import { lineSchema } from '../protocol/text.ts';

/** What is believed of another host's `GET /api/v1/server`: whoever answers there may be anybody. */
const answerSchema = z.object({
  id: z.string().check(z.regex(/^[0-9a-f]{24}$/)),
  name: lineSchema(LIMITS.serverNameMaxChars),
  version: z.string().check(z.regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}[\w.+-]{0,20}$/)),
  setupRequired: z.boolean(),
  /** Hosts before this was told say nothing. */
  peopleOnline: z.optional(z.int().check(z.gte(0), z.lte(1_000_000))),
});

export type HostAnswer = z.infer<typeof answerSchema>;

/** `silent`: nobody, or too slow. `other`: somebody, but no Porchlight host. */
export type HostCall = { kind: 'host'; host: HostAnswer } | { kind: 'other' } | { kind: 'silent' };

/**
 * Asks what says to be a host who it is. Follows no redirect, believes nothing that does not fit, and reads no more
 * than a host would say. Never throws.
 *
 * @param url without a trailing slash
 */
export async function callHost(url: string, timeoutMs: number): Promise<HostCall> {
  const answered = await fetchText(`${url}/api/v1/server`, timeoutMs);
  if (answered === null) return { kind: 'silent' };
  const parsed = answerSchema.safeParse(parseJson(answered.text));
  return answered.status === 200 && parsed.success ? { kind: 'host', host: parsed.data } : { kind: 'other' };
}

/** Null where nobody answered in time; a text that is cut off where it is too long. */
function fetchText(url: string, timeoutMs: number): Promise<{ status: number; text: string } | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let status = 0;
    const finish = (isAnswered: boolean): void => {
      clearTimeout(timer);
      request.destroy();
      resolve(isAnswered ? { status, text: Buffer.concat(chunks).toString('utf8') } : null);
    };
    // Of the whole exchange: one who sends a byte a minute is as good as silent.
    const timer = setTimeout(() => finish(status !== 0), timeoutMs);
    const request = http.get(url, { agent: false, headers: { accept: 'application/json' } }, (response) => {
      status = response.statusCode ?? 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > LIMITS.nearbyAnswerMaxBytes) finish(true);
        else chunks.push(chunk);
      });
      response.on('end', () => finish(true));
      response.on('error', () => finish(true));
    });
    // Also what speaks something else than HTTP ends here.
    request.on('error', (error: NodeJS.ErrnoException) => finish(error.code?.startsWith('HPE_') ?? false));
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
