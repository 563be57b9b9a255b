import * as z from 'zod/mini';
import { clientMessageIdSchema } from './client-frames.ts';
import { idSchema } from './ids.ts';
import { LIMITS } from './limits.ts';

/** POST /rooms/:id/messages. */
export const sendRequestSchema = z.object({
  text: z.string(),
  /** The sender's own name for it: sent again with the same one, it is stored once. */
  clientMessageId: z.optional(clientMessageIdSchema),
  replyToId: z.optional(idSchema),
  /** Everybody is to confirm that they have read it. */
  asksConfirmation: z.optional(z.literal(true)),
  fileIds: z.optional(z.array(idSchema).check(z.maxLength(LIMITS.filesPerMessageMax))),
});

/** POST /rooms/:id/messages: it is on disk. */
export interface SentAnswer {
  messageId: string;
  seq: number;
  /** It was stored before, and this is where. */
  isRepeat: boolean;
}
