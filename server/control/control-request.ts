import * as z from 'zod/mini';
import type { ControlRequest } from '../protocol/control.ts';
import { LIMITS } from '../protocol/limits.ts';
import { lineSchema, usernameSchema } from '../protocol/text.ts';

const id = z.int();

/** What the shell may ask. Both ends are ours, and still: what comes from another process is parsed. */
const requestSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('make-owner'),
    id,
    username: usernameSchema,
    serverName: lineSchema(LIMITS.serverNameMaxChars),
  }),
  z.object({ type: z.literal('owner-session'), id }),
  z.object({ type: z.literal('chat-entry'), id }),
  z.object({ type: z.literal('pause-joining'), id, isPaused: z.boolean() }),
  z.object({ type: z.literal('ping'), id }),
  z.object({ type: z.literal('woke'), id }),
  z.object({ type: z.literal('stop'), id }),
]) satisfies z.ZodMiniType<ControlRequest>;

export type ReadRequest =
  | { kind: 'request'; request: ControlRequest }
  /** Understood well enough to answer. */
  | { kind: 'refused'; id: number; code: 'invalid_request' | 'invalid_username' }
  /** Not a request at all. */
  | { kind: 'bad' };

/** Judges one message of the shell. Never throws. */
export function readRequest(data: unknown): ReadRequest {
  const parsed = requestSchema.safeParse(data);
  if (parsed.success) return { kind: 'request', request: parsed.data };
  const ref = z.object({ id }).safeParse(data);
  if (!ref.success) return { kind: 'bad' };
  const isName = parsed.error.issues.some(({ path }) => path[0] === 'username');
  return { kind: 'refused', id: ref.data.id, code: isName ? 'invalid_username' : 'invalid_request' };
}
