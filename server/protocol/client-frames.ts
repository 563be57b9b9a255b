import * as z from 'zod/mini';
import { idSchema, seqSchema } from './ids.ts';
import { LIMITS } from './limits.ts';

/**
 * Any frame may carry a `requestId`; the host then answers `done` or an `error` with the same id.
 * A `send` needs none: it is answered by `ack` or an `error` with its `clientMessageId`.
 */
const requestId = z.optional(z.string().check(z.minLength(1), z.maxLength(LIMITS.requestIdMaxChars)));
export const clientMessageIdSchema = z
  .string()
  .check(z.minLength(1), z.maxLength(LIMITS.clientMessageIdMaxChars), z.regex(/^[\x21-\x7e]+$/));

export const clientFrameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), since: z.nullable(seqSchema) }),
  z.object({
    type: z.literal('send'),
    clientMessageId: clientMessageIdSchema,
    roomId: idSchema,
    text: z.string(),
    replyToId: z.optional(idSchema),
    /** Everybody is to confirm that they have read it. */
    asksConfirmation: z.optional(z.literal(true)),
    fileIds: z.optional(z.array(idSchema).check(z.maxLength(LIMITS.filesPerMessageMax))),
  }),
  z.object({ type: z.literal('edit'), messageId: idSchema, text: z.string(), requestId }),
  z.object({ type: z.literal('delete'), messageId: idSchema, requestId }),
  z.object({ type: z.literal('react'), messageId: idSchema, emoji: z.string(), on: z.boolean(), requestId }),
  z.object({ type: z.literal('confirm'), messageId: idSchema, requestId }),
  z.object({ type: z.literal('read'), roomId: idSchema, seq: seqSchema, requestId }),
  z.object({ type: z.literal('typing'), roomId: idSchema, requestId }),
  z.object({ type: z.literal('ping') }),
]);

/** What a client may send over the WebSocket, one JSON object a text frame. */
export type ClientFrame = z.infer<typeof clientFrameSchema>;
export type ClientFrameType = ClientFrame['type'];

export const CLIENT_FRAME_TYPES: ReadonlySet<string> = new Set<ClientFrameType>([
  'hello',
  'send',
  'edit',
  'delete',
  'react',
  'confirm',
  'read',
  'typing',
  'ping',
]);
